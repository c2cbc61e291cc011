import Bytes
import EventLoop
import Glibc
import HTTP
import HTTPTypes
import HogletServer
import LoopbackClient
import MailStore
import Synchronization
import Testing
import Waiting

/// Peers that ask much and read little.
@Suite(.timeLimit(.minutes(10))) struct `A slow reader` {
  /// A gigabyte that tells how much of it was made.
  private final class Gigabyte: BodySource {
    static let size = 1 << 30
    private let made: Counter
    private var count = 0

    init(_ made: Counter) { self.made = made }

    func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
      let piece = [UInt8](repeating: 1, count: 64 * 1024)
      buffer.append(contentsOf: piece)
      count += piece.count
      made.value.store(count, ordering: .relaxed)
      return count < Self.size ? .more : .done
    }
  }

  private final class Counter: Sendable {
    let value = Atomic(0)
  }

  /// Asks something else of the same loop, so that it has had many turns since.
  private static func askOthers(port: Int) throws {
    for _ in 0..<50 {
      var other = try LoopbackClient(port: port)
      _ = try other.ask("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n")
    }
  }

  @Test func `has little made ahead for it`() async throws {
    let made = Counter()
    let router = Router(routes: [
      Route(.get, "/long") { _, _ in Response(.ok, body: .stream(Gigabyte(made))) }
    ])
    let service = try await TestService.http(router)
    let port = service.port
    let ahead = try await service.client { client in
      try client.send("GET /long HTTP/1.1\r\nHost: h\r\n\r\n")
      _ = try client.read(count: 1)
      try Self.askOthers(port: port)
      return made.value.load(ordering: .relaxed)
    }
    // What the sockets of both sides hold is some megabytes.
    #expect(ahead < Gigabyte.size / 8)
    await service.loop.stop()
  }

  @Test func `has its further requests wait`() async throws {
    let store = GatedStore()
    store.open()
    for number in 0..<50 { try await store.insert(.sample(number, size: 1_000)) }
    let service = try await TestService.http(store, try .test())
    let port = service.port
    // Answers of 26 KB: longer ones wait for their reader by themselves.
    let requests = 2_000
    try await service.client { client in
      try client.send(
        String(repeating: "GET /api/v2/messages?limit=10 HTTP/1.1\r\nHost: h\r\n\r\n", count: requests)
      )
      _ = try client.read(count: 1)
      try Self.askOthers(port: port)
      #expect(store.pageCount < requests / 2)
      client.endSending()
      let rest = String(decoding: try client.readToEnd(), as: UTF8.self)
      #expect(rest.matches(of: #/TTP/1\.1 200 OK/#).count == requests)
    }
    await service.loop.stop()
  }

  @Test func `gets every reply of SMTP in the end`() async throws {
    let service = try await TestService.smtp(MemoryStore(), try .test())
    let lines = 20_000
    try await service.client { client in
      let commands = String(repeating: "EHLO me\r\n", count: lines)
      try client.send(commands + "QUIT\r\n")
      let replies = String(decoding: try client.readToEnd(), as: UTF8.self)
      #expect(replies.matches(of: #/250-Hello me\r\n/#).count == lines)
      #expect(replies.hasSuffix("221 Bye\r\n"))
    }
    await service.loop.stop()
  }

  @Test func `that reads nothing at all is closed`() async throws {
    let store = MemoryStore()
    for number in 0..<50 { store.insert(.sample(number, size: 100_000)) }
    let service = try await TestService.http(store, try .test("-idle-timeout", "1s"))
    let (loop, port) = (service.loop, service.port)
    let hasAsked = Counter()
    let isOver = Bell()
    async let silent: Void = onThread {
      let client = try LoopbackClient(port: port)
      try client.send(String(repeating: "GET /api/v1/messages HTTP/1.1\r\nHost: h\r\n\r\n", count: 10))
      hasAsked.value.store(1, ordering: .relaxed)
      isOver.wait()
      _ = consume client
    }
    try await waitUntil { hasAsked.value.load(ordering: .relaxed) != 0 }
    // By the second of two turns the loop has taken the connection; it may have closed it too when we look.
    for _ in 0..<2 { await loop.run { _ in } }
    await loop.waitUntilIdle()
    isOver.ring()
    try await silent
    await loop.stop()
  }

  @Test func `gets the rest of its answer when the server stops, and no more`() async throws {
    let store = MemoryStore()
    for number in 0..<50 { store.insert(.sample(number, size: 100_000)) }
    let service = try await TestService.http(store, try .test())
    let loop = service.loop
    let end = try await service.client { client in
      try client.send("GET /api/v1/messages HTTP/1.1\r\nHost: h\r\n\r\n")
      _ = try client.read(count: 1)
      loop.execute { loop in loop.forEachHandler { $0.shutdown(on: loop) } }
      return try client.readToEnd().suffix(7)
    }
    #expect(Array(end) == Array("\r\n0\r\n\r\n".utf8))
    await loop.stop()
  }
}

extension StoredMessage {
  /// A message of its own id and size.
  static func sample(_ number: Int, size: Int) -> StoredMessage {
    StoredMessage(
      id: MessageID(ByteString("id\(number)@h")),
      envelope: Envelope(helo: "h", sender: Envelope.Path("a@b"), recipients: []),
      data: Array("Subject: \(number)\r\n\r\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: size),
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }
}
