import Synchronization

/// Counts the memory of messages that a store has given up and that someone still holds, such as an answer that is being
/// sent.
final class LingeringMail: Sendable {
  private let count = Atomic<Int>(0)

  /// What those messages cost, as `StoredMessage.footprint` counts.
  var bytes: Int { count.load(ordering: .relaxed) }

  func add(_ bytes: Int) {
    count.add(bytes, ordering: .relaxed)
  }

  func subtract(_ bytes: Int) {
    count.subtract(bytes, ordering: .relaxed)
  }
}
