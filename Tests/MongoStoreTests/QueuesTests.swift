import Guarding
import MongoStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `Queues that may wait` {
  @Test func `do everything, and no more at once than there are`() async throws {
    let workers = Workers(label: "test", count: 3)
    let state = Guarded((now: 0, most: 0, done: 0))
    for _ in 0..<200 {
      workers.run {
        state.withLock { state in
          state.now += 1
          state.most = max(state.most, state.now)
        }
        state.withLock { state in
          state.now -= 1
          state.done += 1
        }
      }
    }
    try await waitUntil { state.withLock { $0.done } == 200 }
    #expect(state.withLock { $0.most } <= 3)
  }

  @Test func `go on while some of them hang`() async throws {
    let workers = Workers(label: "test", count: 2)
    let bell = Bell()
    let done = Guarded<[Int]>([])
    workers.run { bell.wait() }
    for number in 0..<5 { workers.run { done.withLock { $0.append(number) } } }
    // The one that is left does them in the order of the calls.
    try await waitUntil { done.withLock { $0 } == [0, 1, 2, 3, 4] }
    bell.ring()
    let again = Guarded(false)
    workers.run { again.withLock { $0 = true } }
    try await waitUntil { again.withLock { $0 } }
  }
}

@Suite(.timeLimit(.minutes(10))) struct `A queue that can be woken` {
  @Test func `works when it is woken, and again after each pause`() async throws {
    let turns = Guarded(0)
    let queue = WakefulQueue(label: "test") {
      turns.withLock { $0 += 1 }
      return .milliseconds(1)
    }
    #expect(turns.withLock { $0 } == 0)
    queue.wake()
    try await waitUntil { turns.withLock { $0 } >= 5 }
    queue.stop()
  }

  @Test func `waits for no pause when it is woken`() async throws {
    let turns = Guarded(0)
    let queue = WakefulQueue(label: "test") {
      turns.withLock { $0 += 1 }
      return .seconds(3_600)
    }
    for turn in 1...5 {
      queue.wake()
      try await waitUntil { turns.withLock { $0 } == turn }
    }
    queue.stop()
  }

  /// What somebody wants done may just have been passed when he says so.
  @Test func `has another turn for who wakes it while it works`() async throws {
    let (inside, goOn) = (Bell(), Bell())
    let turns = Guarded(0)
    let queue = WakefulQueue(label: "test") {
      if turns.withLock({ turns in
        turns += 1
        return turns == 1
      }) {
        inside.ring()
        goOn.wait()
      }
      return nil
    }
    queue.wake()
    try await onThread { inside.wait() }
    for _ in 0..<3 { queue.wake() }
    goOn.ring()
    try await waitUntil { turns.withLock { $0 } == 2 }
  }

  /// What is planned keeps a queue alive, so one that goes has nothing planned.
  @Test func `goes when it was stopped, though its pauses would never end`() async throws {
    final class Token: Sendable {}
    weak var last: Token?
    do {
      let (token, turns) = (Token(), Turns())
      last = token
      let queue = WakefulQueue(label: "test") { [turns] in
        withExtendedLifetime(token) { turns.add() }
        return .milliseconds(1)
      }
      queue.wake()
      try await waitUntil { turns.count > 2 }
      #expect(last != nil)
      queue.stop()
      queue.wake()
    }
    try await waitUntil { last == nil }
  }
}

/// Counts, where two threads see it.
private final class Turns: Sendable {
  private let turns = Guarded(0)

  var count: Int { turns.withLock { $0 } }

  func add() { turns.withLock { $0 += 1 } }
}

@Suite(.timeLimit(.minutes(10))) struct `A preparation` {
  private static let failure = MongoFailure(message: "not now")

  @Test func `is made once, and again when that is asked for`() throws {
    let preparation = Preparation()
    let times = Guarded(0)
    for _ in 0..<3 { try preparation.ensure { times.withLock { $0 += 1 } } }
    #expect(times.withLock { $0 } == 1)
    preparation.reset()
    for _ in 0..<3 { try preparation.ensure { times.withLock { $0 += 1 } } }
    #expect(times.withLock { $0 } == 2)
  }

  @Test func `is tried again by whoever comes after it failed`() throws {
    let preparation = Preparation()
    for _ in 0..<2 {
      #expect(throws: Self.failure) {
        try preparation.ensure { () throws(MongoFailure) in throw Self.failure }
      }
    }
    #expect(throws: Never.self) { try preparation.ensure { () throws(MongoFailure) in } }
  }

  /// Something that fails when it is told to go on, and those who ask for it.
  private final class Attempts: Sendable {
    let preparation = Preparation()
    let (inside, goOn) = (Bell(), Bell())
    let begun = Turns()
    let tried = Turns()

    /// Asks for it, and says whether it is done.
    func ask() -> Bool {
      begun.add()
      do {
        try preparation.ensure { () throws(MongoFailure) in
          tried.add()
          inside.ring()
          goOn.wait()
          throw MongoFailure(message: "not now")
        }
        return true
      } catch {
        return false
      }
    }
  }

  @Test func `is not tried by each of those who waited for an attempt that failed`() async throws {
    let attempts = Attempts()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask { try await onThread { attempts.ask() } }
      try await onThread { attempts.inside.wait() }
      for _ in 0..<4 { group.addTask { try await onThread { attempts.ask() } } }
      try await waitUntil { attempts.begun.count == 5 }
      // One of them may look only after the failure, and then makes an attempt of its own.
      for _ in 0..<5 { attempts.goOn.ring() }
      for try await isDone in group { #expect(!isDone) }
    }
    #expect(attempts.tried.count < 5)
  }
}
