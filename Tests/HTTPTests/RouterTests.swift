import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `A router` {
  /// A table whose handlers say which of them was called, with what.
  ///
  /// Made anew each time: to the leak check, what an enum with a marked pointer keeps for a global looks lost.
  static var router: Router {
    Router(routes: [
      Route(.get, "/") { _, _ in .text(.ok, "root") },
      Route(.get, "/api/v1/messages") { _, _ in .text(.ok, "list") },
      Route(.delete, "/api/v1/messages") { _, _ in .text(.ok, "clear") },
      Route(.get, "/api/v1/messages/{id}") { _, path in .text(.ok, "show \(path["id"])") },
      Route(.delete, "/api/v1/messages/{id}") { _, path in .text(.ok, "delete \(path["id"])") },
      Route(.get, "/api/v1/messages/{id}/mime/part/{part}/download") { _, path in
        .text(.ok, "part \(path["part"]) of \(path["id"])")
      },
      Route(.post, "/api/v1/messages/{id}/release") { request, path in
        .text(.ok, "release \(path["id"]) \(request.body.count)")
      },
      Route(.get, "/api/v1/messages/special") { _, _ in .text(.ok, "unreachable") },
    ])
  }

  static func request(_ method: HTTPRequest.Method, _ path: ByteString) -> Request {
    Request(method: method, target: Target(path: path), body: [1, 2])
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/", "root"),
    (.head, "/", "root"),
    (.get, "/api/v1/messages", "list"),
    (.head, "/api/v1/messages", "list"),
    (.delete, "/api/v1/messages", "clear"),
    (.get, "/api/v1/messages/42", "show 42"),
    (.head, "/api/v1/messages/42", "show 42"),
    (.delete, "/api/v1/messages/a=@b", "delete a=@b"),
    (.get, "/api/v1/messages/a%40b%2Fc+d", "show a@b/c+d"),
    (.get, "/api/v1/messages/%e2%82%ac", "show €"),
    (.get, "/api/v1/mess%61ges", "list"),
    (.get, "/%61pi/v1/messages/x", "show x"),
    (.get, "/api/v1/messages/a%2F/mime/part/0/download", "part 0 of a/"),
    (.post, "/api/v1/messages/x/release", "release x 2"),
    (.get, "/api/v1/messages/special", "show special"),
  ])
  func `calls the first handler that fits`(method: HTTPRequest.Method, path: String, text: String) async {
    let response = await Self.router.respond(to: Self.request(method, ByteString(path)))
    #expect(response.status == .ok)
    #expect(response.body.runs == [Array(text.utf8)])
  }

  @Test(arguments: [
    "", "*", "api", "//", "/api", "/api/v1/messages/", "/api/v1//messages", "//api/v1/messages",
    "/API/v1/messages",
    "/api/v1/message", "/api/v1/messagess", "/api/v1/messages/x/", "/api/v1/messages//release",
    "/api/v1%2Fmessages",
    "/api/v1/messages/%", "/api/v1/messages/%4", "/api/v1/messages/%zz", "/api/v1/mess%6ges",
    "x/api/v1/messages",
    "/api/v1/messages%", "/api/v1/messages%00", "/api/v1/messages/x/mime/part/1/downloads", "x/",
  ])
  func `finds no handler for`(path: String) async {
    let response = await Self.router.respond(to: Self.request(.get, ByteString(path)))
    #expect(response.status == .notFound)
    #expect(response.fields == [.contentType: "text/plain; charset=utf-8", .xContentTypeOptions: "nosniff"])
    #expect(response.body.runs == [Array("404 page not found\n".utf8)])
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/", "GET, HEAD"),
    (.post, "/api/v1/messages", "GET, HEAD, DELETE"),
    (.put, "/api/v1/messages/42", "GET, HEAD, DELETE"),
    (.get, "/api/v1/messages/42/release", "POST"),
    (.head, "/api/v1/messages/42/release", "POST"),
  ])
  func `says which methods a path is for`(method: HTTPRequest.Method, path: String, allow: String) async {
    let response = await Self.router.respond(to: Self.request(method, ByteString(path)))
    #expect(response.status == .methodNotAllowed)
    #expect(response.fields[.allow] == allow)
    #expect(response.fields[.contentType] == "text/plain; charset=utf-8")
    #expect(response.fields[.xContentTypeOptions] == "nosniff")
    #expect(response.body.runs == [Array("405 method not allowed\n".utf8)])
  }

  @Test func `tells apart what it found`() {
    guard case .notFound = Self.router.route(Self.request(.get, "/x")) else {
      Issue.record("found a route for nothing")
      return
    }
    guard case .methodNotAllowed(let allowed) = Self.router.route(Self.request(.put, "/")) else {
      Issue.record("allowed a method without a route")
      return
    }
    #expect(allowed == [.get, .head])
    guard case .matched(_, let parameters) = Self.router.route(Self.request(.get, "/api/v1/messages/7"))
    else {
      Issue.record("found no route")
      return
    }
    #expect(parameters["id"] == "7")
    #expect(parameters["part"] == "")
    #expect(PathParameters()["id"] == "")
  }

  @Test func `answers who asks for the server as a whole`() async {
    let response = await Router(routes: []).respond(to: Self.request(.options, "*"))
    #expect(response.status == .ok)
    #expect(response.body.count == 0)
  }

  @Test func `can answer in its own words`() async {
    var router = Router(routes: [Route(.get, "/a") { _, _ in Response(.ok) }])
    router.notFound = { request in .text(.gone, "no \(request.target.path)") }
    router.methodNotAllowed = { _, allowed in .text(.notFound, "only \(allowed.map(\.rawValue))") }
    let missing = await router.respond(to: Self.request(.get, "/b"))
    #expect(missing.status == .gone)
    #expect(missing.body.runs == [Array("no /b".utf8)])
    let wrong = await router.respond(to: Self.request(.put, "/a"))
    #expect(wrong.status == .notFound)
    #expect(wrong.body.runs == [Array("only [\"GET\", \"HEAD\"]".utf8)])
  }

  @Test func `takes patterns that are made at run time`() async {
    let root = "/mail"
    let router = Router(routes: [
      Route(.get, PathPattern(root + "/{id}")) { _, path in .text(.ok, "\(path["id"])") }
    ])
    let response = await router.respond(to: Self.request(.get, "/mail/1"))
    #expect(response.body.runs == [Array("1".utf8)])
  }

  @Test func `leaves the head to a route of its own if there is one before`() async {
    let router = Router(routes: [
      Route(.head, "/a") { _, _ in .text(.ok, "head") },
      Route(.get, "/a") { _, _ in .text(.ok, "get") },
    ])
    let head = await router.respond(to: Self.request(.head, "/a"))
    #expect(head.body.runs == [Array("head".utf8)])
    let get = await router.respond(to: Self.request(.get, "/a"))
    #expect(get.body.runs == [Array("get".utf8)])
  }
}
