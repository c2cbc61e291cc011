internal import Dispatch
internal import Guarding

/// Something that has to be done once before all else: one does it, and who comes meanwhile waits.
package final class Preparation: Sendable {
  private struct State {
    var isDone = false
    /// How often it has failed, and how it did last.
    var failures = 0
    var lastFailure: MongoFailure?
  }

  private let state = Guarded(State())
  private let queue = DispatchQueue(label: "mongo-preparation")

  /// Something that has not been done.
  package init() {}

  /// It has to be done again.
  package func reset() {
    state.withLock { $0.isDone = false }
  }

  /// Returns when it is done; blocks.
  ///
  /// - Throws: What `work` throws. Who has waited for an attempt that failed does not make another: else the last in a line
  ///   would hear only after all before it had waited for a server in vain, one after the other.
  package func ensure(_ work: () throws(MongoFailure) -> Void) throws(MongoFailure) {
    let before = state.withLock { $0 }
    guard !before.isDone else { return }
    let result = queue.sync { () -> Result<Void, MongoFailure> in
      let now = state.withLock { $0 }
      if now.isDone { return .success(()) }
      if now.failures != before.failures, let failure = now.lastFailure { return .failure(failure) }
      do throws(MongoFailure) {
        try work()
        state.withLock { $0.isDone = true }
        return .success(())
      } catch {
        state.withLock { state in
          state.failures += 1
          state.lastFailure = error
        }
        return .failure(error)
      }
    }
    try result.get()
  }
}
