import EventLoop
import Glibc
import LoopbackClient
import Guarding
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `An event loop` {
  @Test func `runs what other threads give it, in the order of each`() async throws {
    let loop = try EventLoop(label: "test")
    loop.start()
    let seen = Box<[[Int]]>([[], [], [], []])
    try await withThrowingTaskGroup { group in
      for thread in 0..<4 {
        group.addTask {
          try await onThread {
            for number in 0..<1_000 {
              loop.execute { _ in seen.value.withLock { $0[thread].append(number) } }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    await loop.run { _ in }
    #expect(seen.value.withLock { $0 } == Array(repeating: Array(0..<1_000), count: 4))
    await loop.stop()
  }

  @Test func `does what it is given after it has stopped`() async throws {
    let loop = try EventLoop(label: "test")
    loop.start()
    await loop.run { _ in }
    await loop.stop()
    #expect(await loop.run { _ in 7 } == 7)
    await loop.waitUntilIdle()
  }

  @Test func `keeps its clock ticking under constant traffic`() async throws {
    let server = try await TestServer.echo()
    let (port, loop) = (server.port, server.loop)
    let start = await loop.seconds
    let isOver = Box(false)
    async let traffic: Void = onThread {
      var client = try LoopbackClient(port: port)
      while !isOver.value.withLock({ $0 }) {
        try client.send("x")
        _ = try client.read(count: 1)
      }
    }
    try await waitUntil { await loop.seconds >= start + 2 }
    isOver.value.withLock { $0 = true }
    try await traffic
    await loop.stop()
  }

  @Test func `forgets events of a stream that closed earlier in the same turn`() async throws {
    let server = try await TestServer { _, _, loop in
      // Whoever is first ends all; the others' events are in the same batch already.
      loop.forEachHandler { ($0 as? ScriptedHandler)?.stream.close(.now) }
    }
    let (port, loop) = (server.port, server.loop)
    let areOpen = Bell()
    async let clients: Void = onThread {
      let first = try LoopbackClient(port: port)
      let second = try LoopbackClient(port: port)
      areOpen.wait()
      // Holds the loop until both have sent.
      let (held, release) = (Bell(), Bell())
      loop.execute { _ in
        held.ring()
        release.wait()
      }
      held.wait()
      try first.send("a")
      try second.send("b")
      release.ring()
      _ = consume first
      _ = consume second
    }
    try await waitUntil { server.diary.all.count >= 2 }
    areOpen.ring()
    try await clients
    await loop.waitUntilIdle()
    #expect(server.diary.all.filter { $0 == .received(1) }.count == 1)
    #expect(server.diary.all.filter { $0 == .closed }.count == 2)
    await loop.stop()
  }

  @Test func `lets handlers finish when it shuts down`() async throws {
    let server = try await TestServer.echo()
    let (port, loop, diary) = (server.port, server.loop, server.diary)
    async let rest = onThread {
      var client = try LoopbackClient(port: port)
      try client.send("x")
      return try client.readToEnd()
    }
    await diary.wait(for: .received(1))
    await loop.run { loop in
      loop.stopListening()
      loop.forEachHandler { $0.shutdown(on: loop) }
    }
    #expect(try await rest == Array("xbye\r\n".utf8))
    await loop.waitUntilIdle()
    await #expect(throws: LoopbackClient.Failure.self) {
      try await onThread { _ = try LoopbackClient(port: port) }
    }
    await loop.stop()
  }
}

/// A value behind a lock, shared by reference.
final class Box<Value: Sendable>: Sendable {
  let value: Guarded<Value>

  init(_ value: Value) { self.value = Guarded(value) }
}
