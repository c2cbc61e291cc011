import Bytes
import EventLoop
import LoopbackClient
import Testing
import Waiting

/// The times are bounds from below: what a limit allows takes at least so long, however slow the machine is.
@Suite(.timeLimit(.minutes(10))) struct `A stream with a rate limit` {
  @Test func `sends no faster, and all in order`() async throws {
    let pattern = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let server = try await TestServer { stream, _, _ in
      stream.limitRate(to: 40_000)
      stream.write { $0.append("[") }
      stream.write(pattern)
      stream.write { $0.append("]") }
      stream.write(Array(pattern.prefix(5_000)))
      stream.close(.afterOutput)
    }
    let (received, time) = try await server.time { client in
      try client.send("go")
      return try client.readToEnd()
    }
    #expect(received == Array("[".utf8) + pattern + Array("]".utf8) + pattern.prefix(5_000))
    #expect(time >= .milliseconds(370))
    await server.loop.stop()
  }

  @Test func `reads no faster`() async throws {
    let server = try await TestServer { stream, bytes, _ in
      if bytes == Array("go".utf8) {
        stream.limitRate(to: 50_000)
        stream.write(Array("ready\r\n".utf8))
      } else if bytes.last == UInt8(ascii: ".") {
        stream.write(Array("done\r\n".utf8))
      }
    }
    let (line, time) = try await server.time { client in
      try client.send("go")
      _ = try client.readLine()
      try client.send([UInt8](repeating: 7, count: 20_000) + [UInt8(ascii: ".")])
      return try client.readLine()
    }
    #expect(line == "done")
    // What gathers before the first byte comes may pass at once.
    #expect(time >= .milliseconds(300))
    let sizes = server.diary.all.map { if case .received(let count) = $0 { count } else { 0 } }
    #expect(sizes.reduce(0, +) == 20_003)
    #expect(sizes.allSatisfy { $0 <= 5_000 })
    await server.loop.stop()
  }

  /// The slow one would take minutes.
  @Test func `delays no other`() async throws {
    let server = try await TestServer { stream, bytes, _ in
      if bytes == Array("slow".utf8) { stream.limitRate(to: 1_000) }
      stream.write([UInt8](repeating: 7, count: 100_000))
    }
    let port = server.port
    let count = try await onThread {
      let slow = try LoopbackClient(port: port)
      try slow.send("slow")
      var fast = try LoopbackClient(port: port)
      var count = 0
      for _ in 0..<20 {
        try fast.send("fast")
        count += try fast.read(count: 100_000).count
      }
      _ = consume slow
      return count
    }
    #expect(count == 2_000_000)
    await server.loop.stop()
  }

  @Test func `closes at once when its peer has gone`() async throws {
    let server = try await TestServer { stream, _, _ in
      stream.limitRate(to: 1)
      stream.write([UInt8](repeating: 7, count: 100_000))
    }
    let port = server.port
    try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("go")
      _ = try client.read(count: 1)
      client.resetOnClose()
    }
    await server.diary.wait(for: .closed)
    await server.loop.stop()
  }

  @Test func `is not idle while bytes trickle, and keeps its deadline`() async throws {
    let server = try await TestServer(idleLimit: 1) { stream, _, loop in
      stream.limitRate(to: 10)
      stream.write([UInt8](repeating: 7, count: 35))
      stream.deadline = loop.seconds + 1
    }
    let received = try await server.time { client in
      try client.send("go")
      return try client.read(count: 35)
    }.result
    // Whoever is idle while output waits is closed at once.
    #expect(received.count == 35)
    #expect(server.diary.all.prefix(3) == [.opened, .received(2), .expired])
    await server.loop.stop()
  }

  @Test func `stops with its loop`() async throws {
    let server = try await TestServer { stream, _, _ in
      stream.limitRate(to: 1)
      stream.write([UInt8](repeating: 7, count: 100_000))
    }
    let port = server.port
    let loop = server.loop
    let first = try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("go")
      return try client.read(count: 1)
    }
    #expect(first == [7])
    await loop.stop()
    await server.diary.wait(for: .closed)
  }
}

extension TestServer {
  /// Runs a client on a thread of its own and says how long that took.
  fileprivate func time<Result: Sendable>(
    _ body: @escaping @Sendable (inout LoopbackClient) throws -> Result
  ) async throws -> (result: Result, time: Duration) {
    let port = port
    return try await onThread {
      var client = try LoopbackClient(port: port)
      let start = ContinuousClock.now
      let result = try body(&client)
      return (result, ContinuousClock.now - start)
    }
  }
}
