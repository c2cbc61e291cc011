import Bytes
import EventLoop
import LoopbackClient
import Synchronization
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A stream` {
  @Test func `gives its handler what arrives and sends what it writes`() async throws {
    let server = try await TestServer.echo()
    let port = server.port
    let reply = try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("hello\r\n")
      return try client.readLine()
    }
    #expect(reply == "hello")
    await server.diary.wait(for: .closed)
    #expect(server.diary.all == [.opened, .received(7), .inputEnded, .closed])
    await server.loop.stop()
  }

  @Test func `answers a peer that has stopped sending`() async throws {
    let server = try await TestServer.echo()
    let port = server.port
    let reply = try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("last words")
      client.endSending()
      return try client.readToEnd()
    }
    #expect(reply == Array("last words".utf8))
    await server.loop.stop()
  }

  @Test func `tells at once that its peer sends no more, though it is paused`() async throws {
    let server = try await TestServer { stream, _, _ in
      stream.isPaused = true
      stream.watchesForEnd = true
      stream.write { $0.append("paused\n") }
    }
    let port = server.port
    try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("one")
      _ = try client.readLine()
      try client.send("two")
    }
    await server.diary.wait(for: .closed)
    #expect(server.diary.all == [.opened, .received(3), .inputEnded, .closed])
    await server.loop.stop()
  }

  @Test func `sends small and large runs in order through a full socket`() async throws {
    let pattern = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let server = try await TestServer { stream, _, _ in
      for _ in 0..<200 {
        stream.write { $0.append("[") }
        stream.write(pattern)
        stream.write { $0.append("]") }
      }
      stream.close(.afterOutput)
    }
    let port = server.port
    let received = try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("go")
      return try client.readToEnd()
    }
    let unit = Array("[".utf8) + pattern + Array("]".utf8)
    #expect(received.count == 200 * unit.count)
    #expect(
      (0..<200).allSatisfy { received[($0 * unit.count)..<(($0 + 1) * unit.count)].elementsEqual(unit) }
    )
    await server.loop.stop()
  }

  @Test func `reads nothing while its output waits`() async throws {
    let block = [UInt8](repeating: 7, count: 32 << 20)
    let server = try await TestServer { stream, _, _ in stream.write(block) }
    let port = server.port
    let diary = server.diary
    let counts = try await onThread {
      var client = try LoopbackClient(port: port, window: 65_536)
      try client.send("1")
      _ = try client.read(count: 1)
      // The first answer is more than the kernel holds; this must stay with the kernel until it is gone.
      try client.send("2")
      _ = try client.read(count: block.count / 2)
      let before = diary.all.filter { $0 == .received(1) }.count
      _ = try client.read(count: block.count / 2 - 1)
      _ = try client.read(count: block.count)
      return (before, diary.all.filter { $0 == .received(1) }.count)
    }
    #expect(counts == (1, 2))
    await server.loop.stop()
  }

  @Test func `tells its handler of silence`() async throws {
    let server = try await TestServer(idleLimit: 1) { _, _, _ in }
    let port = server.port
    let rest = try await onThread {
      var client = try LoopbackClient(port: port)
      return try client.readToEnd()
    }
    #expect(rest == [])
    #expect(server.diary.all == [.opened, .idled, .closed])
    await server.loop.stop()
  }

  @Test func `tells its handler once that its time is over, whatever the traffic`() async throws {
    let server = try await TestServer { stream, bytes, loop in
      if bytes.first == 1 { stream.deadline = loop.seconds + 1 }
      stream.write(bytes)
    }
    let (port, loop, diary) = (server.port, server.loop, server.diary)
    let second = Bell()
    let start = await loop.seconds
    try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send([1])
      _ = try client.read(count: 1)
      // Not before: seconds that went by until this thread had its turn would count.
      loop.execute { loop in loop.everySecond { second.ring() } }
      for _ in 0..<5 {
        second.wait()
        try client.send([2])
        _ = try client.read(count: 1)
      }
    }
    #expect(await loop.seconds >= start + 4)
    #expect(diary.all.filter { $0 == .expired }.count == 1)
    await loop.stop()
  }

  @Test func `ends when nobody takes its last words`() async throws {
    let block = [UInt8](repeating: 7, count: 32 << 20)
    let server = try await TestServer(idleLimit: 1) { stream, _, _ in
      stream.write(block)
      stream.close(.afterOutput)
    }
    let (port, diary) = (server.port, server.diary)
    let isClosed = Bell()
    async let client: Void = onThread {
      let client = try LoopbackClient(port: port)
      try client.send("x")
      isClosed.wait()
    }
    await diary.wait(for: .closed)
    isClosed.ring()
    try await client
    #expect(!diary.all.contains(.idled))
    await server.loop.stop()
  }

  @Test func `ends when the peer resets it, also while it is paused`() async throws {
    let server = try await TestServer { stream, _, _ in stream.isPaused = true }
    let port = server.port
    try await onThread {
      let client = try LoopbackClient(port: port)
      try client.send("x")
      client.resetOnClose()
    }
    await server.diary.wait(for: .closed)
    #expect(server.limit.count == 0)
    await server.loop.stop()
  }

  @Test func `gets its last words through to a peer that goes on sending`() async throws {
    let server = try await TestServer { stream, _, _ in
      stream.write(Array("500 no\r\n".utf8))
      stream.close(.afterPeer)
    }
    let port = server.port
    let answer = try await onThread {
      var client = try LoopbackClient(port: port)
      let chunk = [UInt8](repeating: 1, count: 1 << 20)
      for _ in 0..<8 { try client.send(chunk) }
      let line = try client.readLine()
      client.endSending()
      return line
    }
    #expect(answer == "500 no")
    await server.diary.wait(for: .closed)
    #expect(server.diary.all.filter { if case .received = $0 { true } else { false } }.count == 1)
    await server.loop.stop()
  }

  @Test func `asks for more when all is sent`() async throws {
    let server = try await TestServer { stream, _, _ in
      stream.wantsDrain = true
      stream.write(Array("x".utf8))
    }
    let port = server.port
    try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("1")
      _ = try client.read(count: 1)
    }
    await server.diary.wait(for: .drained)
    await server.loop.stop()
  }
  @Test func `leaves with the kernel what its handler does not want yet`() async throws {
    let server = try await TestServer(refusesFirstRead: true) { stream, bytes, _ in stream.write(bytes) }
    let (loop, port, diary) = (server.loop, server.port, server.diary)
    async let echo = onThread {
      var client = try LoopbackClient(port: port)
      try client.send("x")
      return try client.read(count: 1)
    }
    await diary.wait(for: .refused)
    #expect(diary.all == [.opened, .refused])
    await loop.run { loop in
      loop.forEachHandler { ($0 as? ScriptedHandler)?.stream.isPaused = false }
    }
    #expect(try await echo == Array("x".utf8))
    await loop.stop()
  }
}
