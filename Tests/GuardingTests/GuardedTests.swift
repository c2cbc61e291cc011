import Guarding
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A guarded value` {
  /// Two numbers that are the same whenever nobody is at work on them.
  private final class Account: Sendable {
    let balance = Guarded((left: 0, right: 0))
  }

  @Test func `is changed by one thread at a time, and no change is lost`() async throws {
    let account = Account()
    let torn = try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          try await onThread {
            (0..<2_000).count { _ in
              account.balance.withLock { balance in
                let isTorn = balance.left != balance.right
                balance.left += 1
                balance.right += 1
                return isTorn
              }
            }
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(torn == 0)
    #expect(account.balance.withLock { $0 } == (16_000, 16_000))
  }

  @Test func `is what it was made of, and gives what the body gives`() {
    let guarded = Guarded("a")
    #expect(guarded.withLock { $0.count } == 1)
    let before = guarded.withLock { text in
      defer { text += "b" }
      return text
    }
    #expect(before == "a")
    #expect(guarded.withLock { $0 } == "ab")
  }

  private struct Refused: Error, Equatable {
    let reason: Int
  }

  @Test func `is let go of by a body that throws, with what it has changed`() {
    let guarded = Guarded(1)
    func raise(_ value: inout Int) throws(Refused) {
      value += 1
      throw Refused(reason: value)
    }
    let error = #expect(throws: Refused.self) {
      try guarded.withLock { (value) throws(Refused) in try raise(&value) }
    }
    #expect(error == Refused(reason: 2))
    #expect(guarded.withLock { $0 } == 2)
  }
}
