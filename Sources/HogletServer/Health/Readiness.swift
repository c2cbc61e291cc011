internal import Guarding
package import MailStore

/// Finds out whether the store answers, within a bound of time.
///
/// A store that hangs may never answer. So it is asked one question at a time, which all probes wait for that come
/// meanwhile; and when the bound is over, they and all that follow are told no, until it has answered after all.
package final class Readiness: Sendable {
  /// The question that the store has not answered.
  private enum Question: Sendable {
    case none
    case asked
    /// For longer than the bound.
    case overdue
  }

  private struct State: Sendable {
    var question = Question.none
    /// How many questions were answered.
    var answered = 0
    var waiting: [CheckedContinuation<Bool, Never>] = []

    mutating func release(leaving question: Question) -> [CheckedContinuation<Bool, Never>] {
      defer { (self.question, waiting) = (question, []) }
      return waiting
    }
  }

  private let store: any MailStore
  private let bound: Duration
  private let state = Guarded(State())

  /// How many probes wait for the store.
  package var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Readiness of a store.
  ///
  /// - Parameters:
  ///   - store: Who is asked.
  ///   - bound: After what time a store that has not answered is not ready; shorter than probes usually wait.
  package init(of store: any MailStore, within bound: Duration = .seconds(2)) {
    (self.store, self.bound) = (store, bound)
  }

  /// Whether the store can be read and written now.
  package func check() async -> Bool {
    await withCheckedContinuation { continuation in
      let (before, number) = state.withLock { state in
        let before = state.question
        if before != .overdue { state.waiting.append(continuation) }
        if before == .none { state.question = .asked }
        return (before, state.answered)
      }
      switch before {
      // A store in memory answers before this returns, whatever else the machine does.
      case .none: Task.immediate { await ask(number) }
      case .asked: break
      case .overdue: continuation.resume(returning: false)
      }
    }
  }

  private func ask(_ number: Int) async {
    let clock = Task { @concurrent in
      // The time that the store has; the answer ends it early.
      try await Task.sleep(for: bound)
      giveUp(number)
    }
    var isReady = true
    do { try await store.checkReadiness() } catch { isReady = false }
    clock.cancel()
    let waiting = state.withLock { state in
      state.answered += 1
      return state.release(leaving: .none)
    }
    for continuation in waiting { continuation.resume(returning: isReady) }
  }

  private func giveUp(_ number: Int) {
    let waiting = state.withLock { state in
      state.answered == number ? state.release(leaving: .overdue) : []
    }
    for continuation in waiting { continuation.resume(returning: false) }
  }
}
