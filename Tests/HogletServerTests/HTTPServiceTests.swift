import Bytes
import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `HTTP over a store` {
  /// Status lines and contents of everything that a client gets until the end.
  private func answers(_ service: TestService, _ request: String) async throws -> String {
    try await service.client { client in
      try client.send(request)
      client.endSending()
      return String(decoding: try client.readToEnd(), as: UTF8.self)
    }
  }

  @Test func `answers pipelined requests in order, though the first has to wait`() async throws {
    let store = GatedStore()
    let service = try await TestService.http(store, try .test())
    async let text = answers(
      service,
      "GET /api/v2/messages HTTP/1.1\r\nHost: h\r\n\r\nGET /nope HTTP/1.1\r\nHost: h\r\n\r\n"
        + "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
    )
    try await waitUntil { store.waiting != 0 }
    store.open()
    let statuses = try await text.matches(of: #/HTTP/1\.1 (\d+)/#).map { $0.1 }
    #expect(statuses == ["200", "404", "200"])
    await service.loop.stop()
  }

  @Test func `answers the last request of a client that sends no more`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let text = try await answers(service, "GET /api/v2/messages HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.hasSuffix("\r\n\r\n{\"total\":0,\"count\":0,\"start\":0,\"items\":[]}"))
    await service.loop.stop()
  }

  @Test func `sends long lists in chunks and short ones with a length`() async throws {
    let store = MemoryStore()
    for number in 0..<40 { store.insert(.sample(number, size: 10_000)) }
    let service = try await TestService.http(store, try .test())
    let long = try await answers(service, "GET /api/v2/messages HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(long.contains("Transfer-Encoding: chunked\r\n"))
    #expect(long.hasSuffix("\r\n0\r\n\r\n"))
    let short = try await answers(service, "GET /api/v2/messages?limit=1 HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(short.contains("Content-Length: "))
    let old = try await answers(service, "GET /api/v2/messages HTTP/1.0\r\n\r\n")
    #expect(!old.contains("Transfer-Encoding"))
    #expect(old.hasSuffix("}]}"))
    await service.loop.stop()
  }

  @Test func `refuses what is no request and closes`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let text = try await answers(service, "NONSENSE\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(text.contains("Connection: close\r\n"))
    #expect(text.matches(of: #/HTTP/1\.1 /#).count == 1)
    await service.loop.stop()
  }

  @Test func `says 503 when the store fails`() async throws {
    let store = GatedStore(fails: true)
    store.open()
    let service = try await TestService.http(store, try .test())
    let text = try await answers(service, "GET /api/v2/messages HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
    await service.loop.stop()
  }

  @Test func `finishes an answer when it stops, and closes idle connections`() async throws {
    let store = GatedStore()
    let service = try await TestService.http(store, try .test())
    let loop = service.loop
    async let idle = service.client { try $0.readToEnd() }
    async let busy = service.client { client in
      try client.send("GET /api/v2/messages HTTP/1.1\r\nHost: h\r\n\r\n")
      return String(decoding: try client.readToEnd(), as: UTF8.self)
    }
    try await waitUntil { store.waiting != 0 }
    try await waitUntil { await loop.streamCount >= 2 }
    await loop.run { loop in loop.forEachHandler { $0.shutdown(on: loop) } }
    #expect(try await idle == [])
    store.open()
    let text = try await busy
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.contains("Connection: close\r\n"))
    await loop.stop()
  }

  @Test(arguments: [
    ("/api/v2/messages/?limit=1", "/api/v2/messages?limit=1"), ("//api//v2/messages", "/api/v2/messages"),
    ("/api/v1/../v2/./messages", "/api/v2/messages"), ("//", "/"),
  ])
  func `leads from a slash too many to the right path`(path: String, location: String) async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let text = try await answers(service, "GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 301 Moved Permanently\r\n"))
    #expect(text.contains("Location: \(location)\r\n"))
    await service.loop.stop()
  }

  @Test func `puts everything under the web path`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test("-ui-web-path", "hog"))
    func status(_ path: String) async throws -> Substring {
      try await answers(service, "GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n").prefix { $0 != "\r\n" }
    }
    #expect(try await status("/hog/") == "HTTP/1.1 200 OK")
    #expect(try await status("/hog/api/v2/messages") == "HTTP/1.1 200 OK")
    #expect(try await status("/hog") == "HTTP/1.1 301 Moved Permanently")
    #expect(try await status("/") == "HTTP/1.1 404 Not Found")
    #expect(try await status("/api/v2/messages") == "HTTP/1.1 404 Not Found")
    await service.loop.stop()
  }
}
