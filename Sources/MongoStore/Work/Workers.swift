internal import DequeModule
internal import Dispatch
internal import Guarding

/// A fixed number of queues for work that blocks, so that neither a loop nor a thread of the shared pools ever waits.
package final class Workers: Sendable {
  package typealias Job = @Sendable () -> Void

  private struct State {
    var jobs: Deque<Job> = []
    /// The queues that have nothing to do.
    var idle: [DispatchQueue]
  }

  private let state: Guarded<State>

  /// Queues that have nothing to do.
  package init(label: String, count: Int) {
    state = Guarded(State(idle: (0..<count).map { DispatchQueue(label: "\(label)-\($0)") }))
  }

  /// Runs `job` as soon as a queue is free, in the order of the calls.
  package func run(_ job: @escaping Job) {
    let queue = state.withLock { state in
      state.jobs.append(job)
      return state.idle.popLast()
    }
    queue?.async { [self] in work(on: queue) }
  }

  private func work(on queue: DispatchQueue?) {
    while let job = nextJob(for: queue) { job() }
  }

  private func nextJob(for queue: DispatchQueue?) -> Job? {
    state.withLock { state in
      guard let job = state.jobs.popFirst() else {
        if let queue { state.idle.append(queue) }
        return nil
      }
      return job
    }
  }
}
