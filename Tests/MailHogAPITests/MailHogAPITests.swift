import Bytes
import HTTPTypes
import MailStore
import RouterClient
import Testing

@Suite struct `The MailHog API` {
  private static let paths: [(path: ByteString, version: Int)] = [
    ("/api/v1/messages", 1),
    ("/api/v1/messages/id@host", 1),
    ("/api/v1/messages/id@host/download", 1),
    ("/api/v1/messages/id@host/mime/part/0/download", 1),
    ("/api/v2/messages", 2),
    ("/api/v2/search?kind=to&query=x", 2),
  ]
  /// What can only be asked for otherwise, or without the store.
  private static let otherPaths: [(path: ByteString, version: Int)] = [
    ("/api/v1/messages/id@host/release", 1),
    ("/api/v2/outgoing-smtp", 2),
  ]
  private static let message = StoredMessage("Content-Type: multipart/x; boundary=b\r\n\r\n--b\r\n\r\nx--b--")

  @Test(arguments: paths + otherPaths)
  func `answers OPTIONS with nothing`(path: ByteString, version: Int) async {
    let answer = await Client(ListStore([])).send(.options, path)
    #expect(answer == .init(status: 200, fields: [:], content: []))
  }

  @Test(arguments: paths, [HTTPRequest.Method.options, .get])
  func `lets pages of a configured origin read every answer`(
    path: (path: ByteString, version: Int),
    method: HTTPRequest.Method
  ) async {
    let answer = await Client(ListStore([Self.message]), corsOrigin: "http://app.example").send(
      method,
      path.path
    )
    #expect(answer.status == 200)
    #expect(answer.fields[.accessControlAllowOrigin] == "http://app.example")
    #expect(answer.fields[.accessControlAllowHeaders] == "Content-Type")
    let methods = path.version == 1 ? "OPTIONS,GET,POST,DELETE" : "OPTIONS,GET,PUT,POST,DELETE"
    #expect(answer.fields[.accessControlAllowMethods] == methods)
  }

  @Test(arguments: otherPaths)
  func `lets pages of a configured origin release messages`(path: ByteString, version: Int) async {
    let answer = await Client(ListStore([Self.message]), corsOrigin: "*").send(.options, path)
    #expect(answer.fields[.accessControlAllowOrigin] == "*")
    let methods = version == 1 ? "OPTIONS,GET,POST,DELETE" : "OPTIONS,GET,PUT,POST,DELETE"
    #expect(answer.fields[.accessControlAllowMethods] == methods)
  }

  @Test(arguments: paths, [nil, ""] as [String?])
  func `says nothing of origins if none is configured`(
    path: (path: ByteString, version: Int),
    origin: String?
  ) async {
    let answer = await Client(ListStore([Self.message]), corsOrigin: origin).get(path.path)
    #expect(answer.status == 200)
    #expect(!answer.fields.contains { $0.name.canonicalName.hasPrefix("access-control") })
  }

  @Test(arguments: paths)
  func `says 503 and nothing else when the store is down`(path: ByteString, version: Int) async {
    let answer = await Client(BrokenStore()).get(path)
    #expect(answer == .init(status: 503, fields: [:], content: []))
  }

  @Test(arguments: ["/api/v1/messages", "/api/v1/messages/id@host"] as [ByteString])
  func `deletes nothing when the store is down`(path: ByteString) async {
    #expect(await Client(BrokenStore()).delete(path).status == 503)
  }

  @Test(arguments: paths)
  func `is found behind the web path only`(path: ByteString, version: Int) async {
    let client = Client(ListStore([Self.message]), webPath: "/hog")
    #expect(await client.get(ByteString(Array("/hog".utf8) + path.bytes)).status == 200)
    #expect(await client.get(path).status == 404)
  }

  @Test(
    arguments: [
      (.post, "/api/v1/messages"), (.delete, "/api/v2/messages"), (.put, "/api/v1/messages/id@host"),
      (.delete, "/api/v1/messages/id@host/download"), (.post, "/api/v2/search"), (.patch, "/api/v2/jim"),
    ] as [(HTTPRequest.Method, ByteString)]
  )
  func `offers no other methods`(method: HTTPRequest.Method, path: ByteString) async {
    let store = ListStore([Self.message])
    #expect([404, 405].contains(await Client(store).send(method, path).status))
    #expect(store.ids == ["id@host"])
  }
}
