internal import Guarding

/// Numbers what this replica does, and knows up to where it is done.
///
/// Other replicas read on only to that number: a message below it that they do not find is not coming any more.
package final class Ledger: Sendable {
  private struct State {
    var last: Int64 = 0
    var open: Set<Int64> = []
  }

  /// The name of this replica until it ends.
  let origin: String
  private let state = Guarded(State())

  package init(origin: String) {
    self.origin = origin
  }

  /// A number for something that begins.
  package func begin() -> Stamp {
    let number = state.withLock { state in
      state.last += 1
      state.open.insert(state.last)
      return state.last
    }
    return Stamp(origin: origin, number: number)
  }

  /// Takes note that something is done, or is certain never to be.
  package func settle(_ stamp: Stamp) {
    state.withLock { _ = $0.open.remove(stamp.number) }
  }

  /// All numbers up to this one are done.
  package var settled: Int64 {
    state.withLock { state in state.open.min().map { $0 - 1 } ?? state.last }
  }
}
