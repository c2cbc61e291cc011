/// Somebody who may refuse what the rules of SMTP allow.
///
/// A session asks about what it would accept, and only then, so that the n-th question of a kind is about the n-th such
/// command.
public protocol Temperament: Sendable {
  /// Whether to refuse the sender that MAIL has named.
  mutating func refusesSender() -> Bool
  /// Whether to refuse the recipient that RCPT has named.
  mutating func refusesRecipient() -> Bool
  /// Whether to refuse the credentials of AUTH, whatever the mechanism.
  mutating func refusesCredentials() -> Bool
}
