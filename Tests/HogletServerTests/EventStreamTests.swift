import Bytes
import EventLoop
import HTTP
import HogletServer
import LoopbackClient
import MailHogAPI
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `The stream of events` {
  @Test func `begins with a head that MailHog's clients know`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let head = try await service.client { try $0.subscribe() }
    #expect(head.first == "HTTP/1.1 200 OK")
    #expect(
      Set(head).isSuperset(of: [
        "Content-Type: text/event-stream", "Cache-Control: no-cache", "Connection: keep-alive",
        "Transfer-Encoding: chunked",
      ])
    )
    await service.loop.stop()
  }

  @Test func `lets pages of the configured origin read it, and names fields to preflights`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test("-cors-origin", "http://a.b"))
    for method in ["GET", "OPTIONS"] {
      let head = try await service.client { try $0.subscribe(method: method) }
      #expect(head.contains("Access-Control-Allow-Origin: http://a.b"))
      #expect(head.contains("Access-Control-Allow-Methods: OPTIONS,GET,POST,DELETE"))
      #expect(head.contains("Access-Control-Allow-Headers: Content-Type") == (method == "OPTIONS"))
    }
    await service.loop.stop()
  }

  @Test func `tells every subscriber of each new message, in order, and of nothing else`() async throws {
    let store = MemoryStore()
    store.insert(.sample(0, size: 10))
    let service = try await TestService.http(store, try .test())
    let subscribed = Bell()
    async let first = service.events(3, after: subscribed)
    async let second = service.events(3, after: subscribed)
    try await onThread { subscribed.wait(times: 2) }
    store.insert(.sample(1, size: 10))
    store.delete(StoredMessage.sample(0, size: 10).id)
    store.insert(.sample(2, size: 20))
    store.insert(.sample(3, size: 30))
    let expected = (1...3).map { Self.event(.sample($0, size: 10 * $0)) }
    #expect(try await first == expected)
    #expect(try await second == expected)
    await service.loop.stop()
  }

  @Test func `brings a message of megabytes whole, and the next one behind it`() async throws {
    let store = MemoryStore()
    let service = try await TestService.http(store, try .test())
    let expected =
      Self.event(.sample(1, size: 3_000_000)) + Self.event(.sample(2, size: 10))
    let count = expected.utf8.count
    let text = try await service.client { client in
      _ = try client.subscribe(version: "1.0")
      store.insert(.sample(1, size: 3_000_000))
      store.insert(.sample(2, size: 10))
      return String(decoding: try client.read(count: count), as: UTF8.self)
    }
    #expect(text == expected)
    await service.loop.stop()
  }

  @Test func `ends with its connection where the client knows no chunks`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let head = try await service.client { try $0.subscribe(version: "1.0") }
    #expect(head.contains("Connection: close"))
    #expect(!head.contains("Transfer-Encoding: chunked"))
    await service.loop.stop()
  }

  @Test func `has a head alone for who asks for the head`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let lines = try await service.client { client in
      let head = try client.subscribe(method: "HEAD")
      // The connection stays and serves the next request.
      return (head, try client.ask("GET /nope HTTP/1.1\r\nHost: h\r\n\r\n"))
    }
    #expect(lines.0.contains("Content-Type: text/event-stream"))
    #expect(lines.1 == ["HTTP/1.1 404 Not Found"])
    await service.loop.stop()
  }

  @Test func `waits for a store that takes its time, and leaves out what it cannot give`() async throws {
    let store = GatedStore()
    let service = try await TestService.http(store, try .test())
    async let event = service.client { client in
      _ = try client.subscribe()
      store.put(.sample(1, size: 10))
      return try client.readEvent()
    }
    try await waitUntil { store.waiting != 0 }
    store.open()
    #expect(try await event == Self.event(.sample(1, size: 10)))
    await service.loop.stop()

    let failing = GatedStore(fails: true)
    failing.open()
    let other = try await TestService.http(failing, try .test())
    let isLogged = Bell()
    // It stays until it is seen that the store failed for it: for a reader who has left nothing is asked.
    async let reader: Void = other.client { client in
      _ = try client.subscribe()
      failing.put(.sample(1, size: 10))
      isLogged.wait()
    }
    try await waitUntil {
      other.log.all.contains { $0.contains("could not give subscribers a new message") }
    }
    isLogged.ring()
    try await reader
    await other.loop.stop()
  }

  static func event(_ message: StoredMessage) -> String {
    var event = MessageEvent(MessageJSON(message))
    var buffer = ByteBuffer()
    while event.write(into: &buffer, target: .max) != .done {}
    return String(decoding: buffer.bytes, as: UTF8.self)
  }
}

extension TestService {
  /// Subscribes, rings, and reads so many events as one text each.
  fileprivate func events(_ count: Int, after subscribed: Bell) async throws -> [String] {
    try await client { client in
      _ = try client.subscribe(version: "1.0")
      subscribed.ring()
      return try (0..<count).map { _ in
        var event = ""
        while let line = try client.readLine(), !line.isEmpty { event += line + "\n" }
        return event + "\n"
      }
    }
  }
}

extension LoopbackClient {
  /// Asks for the stream of events and returns the lines of the head.
  mutating func subscribe(
    method: String = "GET",
    version: String = "1.1",
    behind: String = ""
  ) throws
    -> [String]
  {
    try send("\(method) /api/v1/events HTTP/\(version)\r\nHost: h\r\n\r\n\(behind)")
    var lines: [String] = []
    while let line = try readLine(), !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Reads an event that came in one chunk.
  mutating func readEvent() throws -> String {
    guard let size = try readLine().flatMap({ Int($0, radix: 16) }) else { return "<no chunk>" }
    let event = String(decoding: try read(count: size), as: UTF8.self)
    _ = try read(count: 2)
    return event
  }
}
