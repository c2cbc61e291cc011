import EventLoop
import HTTP
import HTTPTypes
import HogletServer
import MailStore
import Testing

@Suite(.timeLimit(.minutes(10))) struct `Every answer` {
  private static let names = [
    "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Content-Security-Policy",
  ]

  @Test(arguments: [
    ("GET", "/"), ("GET", "/api/v2/messages"), ("HEAD", "/api/v1/messages"), ("OPTIONS", "/api/v2/messages"),
    ("OPTIONS", "*"), ("GET", "/nowhere"), ("GET", "/images/none.png"), ("POST", "/healthz"),
    ("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/metrics"), ("GET", "//api/v2/messages"),
    ("GET", "/api/v3/messages"), ("GET", "/api/v3/messages/none"), ("GET", "/api/v1/messages/none/download"),
    ("GET", "/api/v2/websocket"), ("BREW", "/"), ("GET", "nowhere"),
  ])
  func `tells browsers to be careful`(method: String, path: String) async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let answer = try #require(try await service.get(path, method: method))
    for name in Self.names { #expect(answer[name] != nil, "\(name)") }
    #expect(answer["X-Content-Type-Options"] == "nosniff")
    #expect(answer["X-Frame-Options"] == "SAMEORIGIN")
    await service.loop.stop()
  }

  @Test func `to who has no password tells the same`() async throws {
    let service = try await TestService.http(
      MemoryStore(),
      .test(),
      doorkeeper: Doorkeeper(.test("test:test"))
    )
    let answer = try #require(try await service.get("/"))
    #expect(answer.status == 401)
    for name in Self.names { #expect(answer[name] != nil, "\(name)") }
    await service.loop.stop()
  }

  @Test func `lets nothing run or be loaded, unless it has a policy of its own`() async throws {
    let own = Route(.get, PathPattern("/own")) { _, _ in
      Response(.ok, fields: [.contentSecurityPolicy: "sandbox"])
    }
    let other = Route(.get, PathPattern("/other")) { _, _ in Response(.ok) }
    let service = try await TestService.http(Router(routes: [own, other]))
    #expect(try await service.get("/own")?["Content-Security-Policy"] == "sandbox")
    #expect(try await service.get("/own")?["X-Frame-Options"] == "SAMEORIGIN")
    #expect(
      try await service.get("/other")?["Content-Security-Policy"]
        == "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    await service.loop.stop()
  }

  @Test func `that says that nothing has changed leaves the page its policy`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let page = try #require(try await service.get("/"))
    let tag = try #require(page["ETag"])
    let again = try #require(try await service.get("/", "If-None-Match: \(tag)"))
    #expect(again.status == 304)
    #expect(again["Content-Security-Policy"] == page["Content-Security-Policy"])
    await service.loop.stop()
  }
}
