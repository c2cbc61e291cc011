import Bytes
import EventLoop
import Guarding
import HogletAPI
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `Taking a message apart` {
  @Test func `keeps nobody on the loop waiting when it is large`() async throws {
    let loop = try EventLoop(label: "test")
    loop.start()
    let hasBegun = Guarded(false)
    let hasEnded = Guarded(false)
    let end = Bell()
    async let result = Self.takeApart(.sample(1, size: 100_000), on: loop) {
      hasBegun.withLock { $0 = true }
      end.wait()
      hasEnded.withLock { $0 = true }
    }
    try await waitUntil { hasBegun.withLock { $0 } }
    // The work stands still; the loop does not.
    await loop.run { _ in }
    #expect(hasEnded.withLock { !$0 })
    end.ring()
    #expect(await result == 100_000 + "Subject: 1\r\n\r\n".utf8.count)
    await loop.stop()
  }

  private static func takeApart(
    _ message: StoredMessage,
    on loop: isolated EventLoop,
    _ work: @escaping @Sendable () -> Void
  ) async -> Int {
    await message.takenApart { message in
      work()
      return message.data.count
    }
  }
}
