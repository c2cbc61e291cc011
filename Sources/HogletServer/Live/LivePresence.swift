internal import Synchronization

/// Whether anybody follows the new messages, for the store's threads to see: without a subscriber no loop is woken.
final class LivePresence: Sendable {
  private let flag = Atomic(false)

  var isFelt: Bool {
    get { flag.load(ordering: .relaxed) }
    set { flag.store(newValue, ordering: .relaxed) }
  }
}
