public import Bytes

/// A search as MailHog's API knows it.
public struct MailSearch: Hashable, Sendable {
  /// Where to look.
  public enum Kind: String, Sendable, CaseIterable {
    /// The sender's address in the envelope, or a `From` header.
    case from
    /// A recipient's address in the envelope, or a `To` header.
    case to
    /// The body, or any header value.
    case containing
  }

  /// Where to look.
  public let kind: Kind
  /// What to find, in any case.
  public let text: ByteString

  /// A search for `text`.
  public init(kind: Kind, text: ByteString) {
    self.kind = kind
    self.text = text
  }
}
