import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `An entity tag` {
  @Test(arguments: ["a", "", "x-y/z,=@", "W/", "\u{E9}"])
  func `is made of what may stand in one`(text: String) {
    #expect(EntityTag(ByteString(text))?.opaque == ByteString(text))
  }

  @Test(arguments: ["a b", "\"", "\r", "a\n", "\t", "\u{7F}", "\0"])
  func `is not made of anything else`(text: String) {
    #expect(EntityTag(ByteString(text)) == nil)
  }

  @Test func `of content differs where the content does`() {
    let tags = [[], [0], [0, 0], [1], Array("page".utf8), Array("Page".utf8)].map { EntityTag(hashing: $0) }
    #expect(Set(tags).count == tags.count)
    // The values that the algorithm's authors give.
    #expect(EntityTag(hashing: []).opaque == "cbf29ce484222325")
    #expect(EntityTag(hashing: Array("a".utf8)).opaque == "af63dc4c8601ec8c")
    #expect(EntityTag(hashing: Array("foobar".utf8)).opaque == "85944171f73967e8")
  }

  @Test func `stands in the head of the answer`() throws {
    var session = HTTPSession()
    #expect(session.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n").action != .wait)
    var response = Response(.ok)
    response.allowRevalidation(by: try #require(EntityTag("a,b")))
    let (head, _) = session.head(of: response, contentLength: 0)
    #expect(head.contains("\r\nETag: \"a,b\"\r\n"))
    #expect(head.contains("\r\nCache-Control: no-cache\r\n"))
  }
}

@Suite struct `A conditional request` {
  private func answer(
    to conditions: String...,
    method: HTTPRequest.Method = .get,
    status: HTTPResponse.Status = .ok,
    tag: ByteString? = "a"
  ) -> Response {
    var request = Request(method: method, target: Target(path: "/"))
    for condition in conditions {
      request.fields.append(HTTPField(name: .ifNoneMatch, value: condition))
    }
    var response = Response(
      status,
      fields: [
        .contentType: "text/html", .contentDisposition: "inline", .contentEncoding: "gzip",
        .contentSecurityPolicy: "sandbox", .vary: "Accept-Encoding", .xContentTypeOptions: "nosniff",
      ],
      body: .bytes([[1]])
    )
    if let tag, let tag = EntityTag(tag) { response.allowRevalidation(by: tag) }
    response.revalidate(for: request)
    return response
  }

  @Test(arguments: [
    #""a""#, #"W/"a""#, "*", #""b", "a""#, #""b" ,W/"a""#, #", ,"b",, "a","#, #""b,c","a""#, "\t\"a\" ",
    #""","a""#, #""a", rest that cannot be read"#,
  ])
  func `is told that nothing has changed`(condition: String) {
    let response = answer(to: condition)
    #expect(response.status == .notModified)
    #expect(response.body.count == 0)
    #expect(response.entityTag?.opaque == "a")
    #expect(
      response.fields == [
        .contentSecurityPolicy: "sandbox", .vary: "Accept-Encoding", .xContentTypeOptions: "nosniff",
        .cacheControl: "no-cache",
      ]
    )
  }

  @Test(arguments: [
    "", #""b""#, #""A""#, #""a-gzip""#, "a", #""a"#, #"a""#, #"'a'"#, #"w/"a""#, #"W/a"#, #"W/ "a""#, "W/",
    "W",
    #""a""b""#, #""b""a""#, #""b" "a""#, #"x, "a""#, #""*""#, #"*, "a""#, #"",a,""#, ",",
  ])
  func `gets the content if it has another or cannot be read`(condition: String) {
    let response = answer(to: condition)
    #expect(response.status == .ok)
    #expect(response.body.count == 1)
    #expect(response.fields[.contentType] == "text/html")
    #expect(response.entityTag?.opaque == "a")
  }

  @Test func `may say it in several fields`() {
    #expect(answer(to: #""b""#, #""a""#).status == .notModified)
    #expect(answer(to: #""b""#, #""c""#).status == .ok)
    #expect(answer(to: "*", #""c""#).status == .ok)
    #expect(answer().status == .ok)
  }

  @Test func `may be HEAD, and nothing else`() {
    #expect(answer(to: "*", method: .head).status == .notModified)
    for method in [HTTPRequest.Method.post, .delete, .options, .put] {
      #expect(answer(to: "*", method: method).status == .ok)
    }
  }

  @Test func `changes no answer but 200, and none without a tag`() {
    #expect(answer(to: "*", status: .notFound).status == .notFound)
    #expect(answer(to: "*", status: .serviceUnavailable).body.count == 1)
    #expect(answer(to: "*", tag: nil).status == .ok)
    #expect(answer(to: #""a""#, tag: nil).body.count == 1)
  }

  @Test func `is read in time, however many tags it has`() {
    let many = String(repeating: "\"x\",", count: 16_000)
    #expect(answer(to: many + "\"a\"").status == .notModified)
    #expect(answer(to: many).status == .ok)
    #expect(answer(to: String(repeating: "\"", count: 64_000)).status == .ok)
    #expect(answer(to: String(repeating: " ", count: 64_000)).status == .ok)
  }
}
