internal import Dispatch
internal import Guarding

/// A queue that does one piece of work over and over: after a pause, and at once when it is woken.
///
/// What is planned keeps it alive, so whoever has woken it must stop it; it goes when its last pause has passed.
package final class WakefulQueue: Sendable {
  private struct State {
    /// Counts the plans, so that a pause knows when it has been overtaken.
    var plan = 0
    var isPlannedNow = false
    var isStopped = false
  }

  private let queue: DispatchQueue
  private let state = Guarded(State())
  /// Does the work and says how long to pause.
  private let body: @Sendable () -> Duration?

  /// - Parameters:
  ///   - label: The queue's name, for debuggers.
  ///   - body: Does the work and says how long to pause, or nil to stop; it may block.
  package init(label: String, _ body: @escaping @Sendable () -> Duration?) {
    queue = DispatchQueue(label: label)
    self.body = body
  }

  /// Has the work done once more from now on, soon.
  package func wake() {
    let isDue = state.withLock { state in
      guard !state.isPlannedNow, !state.isStopped else { return false }
      state.isPlannedNow = true
      state.plan += 1
      return true
    }
    if isDue { queue.async { self.work() } }
  }

  /// Ends it all after what is being done.
  package func stop() {
    state.withLock { $0.isStopped = true }
  }

  private func work() {
    // From here on whoever wakes us wants another turn: what he wants done may just have been passed.
    let isStopped = state.withLock { state in
      state.isPlannedNow = false
      return state.isStopped
    }
    guard !isStopped, let pause = body() else { return }
    let plan = state.withLock { state in
      state.plan += 1
      return state.isPlannedNow ? nil : state.plan
    }
    guard let plan else { return }
    let end = DispatchTime.now() + .milliseconds(Int(clamping: pause.milliseconds))
    queue.asyncAfter(deadline: end) { self.resume(plan) }
  }

  private func resume(_ plan: Int) {
    if state.withLock({ $0.plan == plan }) { work() }
  }
}
