import Bytes
import EventLoop
import HTTP
import HogletServer
import LoopbackClient
import MailHogAPI
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `The WebSocket` {
  static let request =
    "GET /api/v2/websocket HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

  private static func json(_ message: StoredMessage) -> [UInt8] {
    var json = MessageJSON(message)
    var buffer = ByteBuffer()
    while json.write(into: &buffer, target: .max) != .done {}
    return buffer.bytes + [0x0A]
  }

  @Test func `begins with the handshake of RFC 6455`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let head = try await service.client { try $0.upgrade() }
    #expect(head.first == "HTTP/1.1 101 Switching Protocols")
    #expect(
      Set(head.dropFirst().filter { !$0.hasPrefix("Date: ") }) == [
        "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
      ]
    )
    await service.loop.stop()
  }

  @Test(arguments: [
    ("GET", "1.1", "", 400), ("GET", "1.1", "Upgrade: websocket\r\n", 400),
    ("GET", "1.1", "Connection: Upgrade\r\n", 400),
    ("GET", "1.1", "Connection: Upgrade\r\nUpgrade: h2c\r\n", 400),
    ("HEAD", "1.1", String(request.drop { $0 != "\r\n" }.dropFirst(10)), 400),
    ("GET", "1.1", "Connection: Upgrade\r\nUpgrade: WebSocket\r\n", 426),
    ("GET", "1.1", "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n", 426),
    ("GET", "1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n", 400),
    (
      "GET", "1.1",
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n",
      400
    ),
    (
      "GET", "1.0",
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", 400
    ),
    (
      "GET", "1.1",
      "Origin: http://evil\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", 403
    ),
  ])
  func `refuses what is no handshake`(
    method: String,
    version: String,
    fields: String,
    status: Int
  )
    async throws
  {
    let service = try await TestService.http(MemoryStore(), try .test())
    let answer = try await service.answer(
      "\(method) /api/v2/websocket HTTP/\(version)\r\nHost: h\r\n\(fields)\r\n"
    )
    #expect(answer?.status == status)
    if status == 400, method == "GET" { #expect(answer?.text == "Bad Request\n") }
    if status == 426 {
      #expect(answer?["Upgrade"] == "websocket")
      #expect(answer?["Connection"] == "Upgrade")
      #expect(answer?["Sec-WebSocket-Version"] == "13")
    }
    await service.loop.stop()
  }

  @Test func `sends each new message as one frame, small or large`() async throws {
    let store = MemoryStore()
    let service = try await TestService.http(store, try .test())
    let sizes = [10, 300, 70_000, 3_000_000, 10]
    let frames = try await service.client { client in
      _ = try client.upgrade()
      for (number, size) in sizes.enumerated() { store.insert(.sample(number, size: size)) }
      return try sizes.map { _ in try client.readFrame() }
    }
    for (number, size) in sizes.enumerated() {
      #expect(frames[number].first == 0x81)
      #expect(frames[number].payload == Self.json(.sample(number, size: size)))
    }
    await service.loop.stop()
  }

  @Test func `takes frames that came with the handshake`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let frame = try await service.client { client in
      _ = try client.upgrade(behind: [0x89, 0x82, 0, 0, 0, 0, 1, 2])
      return try client.readFrame()
    }
    #expect(frame.first == 0x8A)
    #expect(frame.payload == [1, 2])
    await service.loop.stop()
  }

  @Test(
    arguments: [
      // A text of two bytes, which is one too many.
      ([0x81, 0x82, 0, 0, 0, 0, 0x61, 0x61], [0x03, 0xF1]),
      // Not masked.
      ([0x81, 0x01, 0x61], [0x03, 0xEA]),
      // No UTF-8.
      ([0x81, 0x81, 0, 0, 0, 0, 0xFF], [0x03, 0xEF]),
      // The peer's own wish, with its own code.
      ([0x88, 0x82, 0, 0, 0, 0, 0x0F, 0xA1], [0x0F, 0xA1]),
      // A byte is allowed; a wish without a code is answered without one.
      ([0x81, 0x81, 0, 0, 0, 0, 0x61, 0x88, 0x80, 0, 0, 0, 0], []),
    ] as [([UInt8], [UInt8])]
  )
  func `ends with a close frame`(sent: [UInt8], code: [UInt8]) async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let (frame, rest) = try await service.client { client in
      _ = try client.upgrade()
      try client.send(sent)
      return (try client.readFrame(), try client.readToEnd())
    }
    #expect(frame.first == 0x88)
    #expect(frame.payload == code)
    #expect(rest == [])
    await service.loop.stop()
  }

  @Test func `answers the last of many pings`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let frame = try await service.client { client in
      _ = try client.upgrade()
      for number in UInt8(1)...100 { try client.send([0x89, 0x81, 0, 0, 0, 0, number]) }
      var frame = try client.readFrame()
      while frame.payload != [100] { frame = try client.readFrame() }
      return frame
    }
    #expect(frame.first == 0x8A)
    await service.loop.stop()
  }

  @Test func `puts no pong into the middle of a message`() async throws {
    let store = MemoryStore()
    let service = try await TestService.http(store, try .test())
    let frames = try await service.client { client in
      _ = try client.upgrade()
      store.insert(.sample(1, size: 8_000_000))
      // The message is on its way.
      let start = try client.read(count: 1)
      try client.send([0x89, 0x81, 0, 0, 0, 0, 7])
      return [try client.readFrame(behind: start), try client.readFrame()]
    }
    #expect(frames[0].payload == Self.json(.sample(1, size: 8_000_000)))
    #expect(frames[1].first == 0x8A)
    #expect(frames[1].payload == [7])
    await service.loop.stop()
  }

  @Test func `says that it goes away when the server stops`() async throws {
    let server = try await HogletServer.start(try .test(), logger: LogLines().logger())
    let port = server.apiPort
    let subscribed = Bell()
    async let frame = onThread {
      var client = try LoopbackClient(port: port)
      _ = try client.upgrade()
      subscribed.ring()
      return try client.readFrame()
    }
    try await onThread { subscribed.wait() }
    // It is not held up: that would be an hour.
    await server.stop(within: .seconds(3_600))
    #expect(try await frame.payload == [0x03, 0xE9])
  }

  @Test func `lets go of a peer that has gone`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    _ = try await service.client { try $0.upgrade() }
    try await waitUntil { await service.loop.streamCount == 0 }
    await service.loop.stop()
  }

  @Test func `may be silent for longer than other connections`() async throws {
    let store = MemoryStore()
    let service = try await TestService.http(
      store,
      try .test("-idle-timeout", "1s", "-request-timeout", "1s")
    )
    let second = service.everySecond
    let frame = try await service.client { client in
      _ = try client.upgrade()
      second.wait(times: 4)
      store.insert(.sample(1, size: 10))
      return try client.readFrame()
    }
    #expect(frame.payload == Self.json(.sample(1, size: 10)))
    await service.loop.stop()
  }
}

extension LoopbackClient {
  /// Shakes hands and returns the lines of the answer's head.
  mutating func upgrade(behind: [UInt8] = []) throws -> [String] {
    try send(Array((`The WebSocket`.request + "\r\n").utf8) + behind)
    var lines: [String] = []
    while let line = try readLine(), !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Reads a frame of a server: its first byte and its payload.
  mutating func readFrame(behind start: [UInt8] = []) throws -> (first: UInt8, payload: [UInt8]) {
    let head = start + (try read(count: 2 - start.count))
    guard head.count == 2 else { return (0, []) }
    var count = Int(head[1])
    if count > 125 {
      count = try read(count: count == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
    }
    return (head[0], try read(count: count))
  }
}
