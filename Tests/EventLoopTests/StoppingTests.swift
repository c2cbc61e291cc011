import EventLoop
import Guarding
import LoopbackClient
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A loop that stops` {
  @Test func `closes every stream and gives its places back`() async throws {
    let server = try await TestServer.echo()
    let (port, loop, diary) = (server.port, server.loop, server.diary)
    let ends = try await withThrowingTaskGroup { group in
      for _ in 0..<5 {
        group.addTask {
          try await onThread {
            var client = try LoopbackClient(port: port)
            try client.send("x")
            return try client.readToEnd()
          }
        }
      }
      try await waitUntil { diary.all.count { $0 == .received(1) } == 5 }
      await loop.stop()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(ends == Array(repeating: Array("x".utf8), count: 5))
    #expect(diary.all.count { $0 == .closed } == 5)
    #expect(server.limit.count == 0)
    #expect(await loop.streamCount == 0)
  }

  /// Whoever is told that its stream has gone may want another, and must hear that there is none.
  @Test func `begins no connection for those it closes`() async throws {
    let server = try await TestServer.echo()
    let calls = Box<[String]>([])
    let limit = ConnectionLimit(10)
    let caller = try EventLoop(label: "caller")
    caller.start()
    let resolver = Resolver(on: BlockingQueues(label: "test", count: 1, limit: 1))
    let port = try #require(UInt16(exactly: server.port))
    let addresses = try await resolver.addresses(of: "127.0.0.1", port: port)
    await caller.run { loop in
      loop.connect(to: addresses, patience: 60, limit: limit) { _ in
        Restless { loop in
          loop.connect(to: addresses, patience: 60, limit: limit) { _ in
            calls.value.withLock { $0.append("connected") }
            return Restless { _ in }
          } failed: { failure in
            calls.value.withLock { $0.append(failure.description) }
          }
        }
      } failed: { failure in
        calls.value.withLock { $0.append("at first: \(failure)") }
      }
    }
    await server.diary.wait(for: .opened)
    try await waitUntil { await caller.streamCount == 1 }
    await caller.stop()
    #expect(calls.value.withLock { $0 } == ["the server is stopping"])
    #expect(limit.count == 0)
    await server.loop.stop()
  }
}

/// A handler that does something when its stream has gone.
private final class Restless: StreamHandler {
  private let ended: (isolated EventLoop) -> Void

  init(ended: @escaping (isolated EventLoop) -> Void) {
    self.ended = ended
  }

  func opened(on loop: isolated EventLoop) {}
  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {}
  func inputEnded(on loop: isolated EventLoop) {}
  func drained(on loop: isolated EventLoop) {}
  func idled(on loop: isolated EventLoop) {}
  func shutdown(on loop: isolated EventLoop) {}
  func closed(on loop: isolated EventLoop) { ended(loop) }
}
