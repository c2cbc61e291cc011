import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A server with a password` {
  /// `test:test` and `test:wrong`.
  private static let (right, wrong) = (
    "Authorization: Basic dGVzdDp0ZXN0", "Authorization: Basic dGVzdDp3cm9uZw=="
  )

  private func service(_ arguments: String...) async throws -> TestService {
    try await .http(MemoryStore(), .test(arguments), doorkeeper: Doorkeeper(.test("test:test")))
  }

  @Test(arguments: [
    ("GET", "/"), ("HEAD", "/"), ("GET", "/api/v2/messages"), ("OPTIONS", "/api/v2/messages"),
    ("OPTIONS", "*"),
    ("DELETE", "/api/v1/messages"), ("GET", "/nowhere"), ("PUT", "/"), ("GET", "//"),
  ])
  func `asks for it at every path, without a word more than MailHog`(
    method: String,
    path: String
  ) async throws {
    let service = try await service("-cors-origin", "*")
    for fields in ["X: y", Self.wrong] {
      let answer = try #require(try await service.get(path, fields, method: method))
      #expect(answer.status == 401)
      #expect(answer["WWW-Authenticate"] == "Basic")
      #expect(answer["Content-Type"] == nil)
      #expect(answer["Access-Control-Allow-Origin"] == nil)
      #expect(answer.content.isEmpty)
    }
    #expect(try await service.get(path, Self.right, method: method)?.status != 401)
    await service.loop.stop()
  }

  @Test func `keeps the mail of whoever does not know it`() async throws {
    let store = MemoryStore()
    store.insert(.sample(0, size: 10))
    let service = try await TestService.http(store, .test(), doorkeeper: Doorkeeper(.test("test:test")))
    _ = try await service.get("/api/v1/messages", Self.wrong, method: "DELETE")
    #expect(store.statistics.count == 1)
    _ = try await service.get("/api/v1/messages", Self.right, method: "DELETE")
    #expect(store.statistics.count == 0)
    await service.loop.stop()
  }

  @Test(arguments: ["/healthz", "/readyz", "/mail/healthz", "/mail/readyz"])
  func `lets probes in`(path: String) async throws {
    let service = try await service("-ui-web-path", "/mail")
    for method in ["GET", "HEAD"] {
      #expect(try await service.get(path, method: method)?.status == 200)
      #expect(try await service.get(path, Self.wrong, method: method)?.status == 200)
    }
    await service.loop.stop()
  }

  @Test func `answers in order when a password is checked between known ones`() async throws {
    let service = try await service()
    let text = try await service.client { client in
      let requests = [Self.right, Self.wrong, Self.right].map {
        "GET /nowhere HTTP/1.1\r\nHost: h\r\n\($0)\r\n\r\n"
      }
      try client.send(requests.joined())
      client.endSending()
      return String(decoding: try client.readToEnd(), as: UTF8.self)
    }
    #expect(text.matches(of: #/HTTP/1\.1 (\d+)/#).map { $0.1 } == ["404", "401", "404"])
    await service.loop.stop()
  }
}

@Suite(.timeLimit(.minutes(10))) struct `A probe` {
  @Test func `is told that the store is not ready when it says so, and that the process lives`() async throws
  {
    let store = GatedStore(fails: true)
    store.open()
    let service = try await TestService.http(store, .test())
    let ready = try #require(try await service.get("/readyz"))
    #expect(ready.status == 503)
    #expect(ready["Cache-Control"] == "no-store")
    let live = try #require(try await service.get("/healthz"))
    #expect(live.status == 200)
    #expect(live["Cache-Control"] == "no-store")
    #expect(live.text == "ok\n")
    await service.loop.stop()
  }

  @Test func `only reads`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    #expect(try await service.get("/healthz", method: "POST")?.status == 405)
    #expect(try await service.get("/readyz", method: "HEAD")?.content == [])
    await service.loop.stop()
  }

  @Test func `is answered on both ports, with the web path and without`() async throws {
    var settings = try Settings.test("-ui-web-path", "/mail")
    settings.uiBind = "localhost:0"
    let server = try await HogletServer.start(settings, logger: LogLines().logger())
    for port in [server.apiPort, server.uiPort] {
      for path in ["/healthz", "/readyz", "/mail/healthz", "/mail/readyz"] {
        let status = try await onThread {
          var client = try LoopbackClient(port: port)
          return try client.ask("GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").first
        }
        #expect(status == "HTTP/1.1 200 OK", "\(port) \(path)")
      }
    }
    await server.stop()
  }
}
