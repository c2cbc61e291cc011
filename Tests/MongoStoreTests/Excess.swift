import Guarding

/// Counts how often a store said that too much is held.
final class Excess: Sendable {
  private let times = Guarded(0)

  var count: Int { times.withLock { $0 } }

  func ring() {
    times.withLock { $0 += 1 }
  }
}
