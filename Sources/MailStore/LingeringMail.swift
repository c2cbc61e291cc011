import Synchronization

/// Counts the memory of messages that no store keeps in memory and that someone still holds, such as an answer that is
/// being sent.
public final class LingeringMail: Sendable {
  private let count = Atomic<Int>(0)

  /// No messages.
  public init() {}

  /// What those messages cost, as `StoredMessage.footprint` counts.
  public var bytes: Int { count.load(ordering: .relaxed) }

  func add(_ bytes: Int) {
    count.add(bytes, ordering: .relaxed)
  }

  func subtract(_ bytes: Int) {
    count.subtract(bytes, ordering: .relaxed)
  }
}
