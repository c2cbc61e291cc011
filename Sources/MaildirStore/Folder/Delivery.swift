internal import Guarding
internal import MailStore

/// A message that waits to be kept, and what became of it.
final class Delivery: Sendable {
  let message: StoredMessage
  private let outcome = Guarded<Bool?>(nil)

  init(_ message: StoredMessage) {
    self.message = message
  }

  /// Whether the message is kept; nil as long as nobody knows.
  var isKept: Bool? { outcome.withLock { $0 } }

  /// Tells whether the message is kept.
  func settle(_ isKept: Bool) {
    outcome.withLock { $0 = isKept }
  }
}
