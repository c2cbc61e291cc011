public import Bytes

/// What to find: messages that meet every term.
public struct MailSearch: Hashable, Sendable {
  /// Where MailHog's API looks.
  public enum Kind: String, Sendable, CaseIterable {
    /// The sender's address in the envelope, or a `From` header.
    case from
    /// A recipient's address in the envelope, or a `To` header.
    case to
    /// The body, or any header value.
    case containing
  }

  /// Something that is true of a message or not.
  public enum Condition: Hashable, Sendable {
    /// A text stands where MailHog looks, as it is or decoded.
    case text(Kind, ByteString)
    /// A text stands in the decoded value of a field of that name, in any case; any value will do if it is empty.
    case field(ByteString, ByteString)
    /// A text stands in a recipient's address that neither `To` nor `Cc` names, or in a `Bcc` field.
    case hiddenRecipient(ByteString)
    /// The id begins so.
    case id(ByteString)
    /// There is an attachment.
    case attachment
    /// Somebody has read it, or nobody has.
    case read(Bool)
    /// The server had it before that time.
    case before(Timestamp)
    /// The server had it at that time or later.
    case since(Timestamp)
    /// It has more bytes than that.
    case larger(Int)
    /// It has fewer bytes than that.
    case smaller(Int)
  }

  /// A condition that is to hold, or not to.
  public struct Term: Hashable, Sendable {
    /// The condition.
    public let condition: Condition
    /// Whether it is not to hold.
    public let isNegated: Bool

    /// A term of these.
    public init(_ condition: Condition, isNegated: Bool = false) {
      (self.condition, self.isNegated) = (condition, isNegated)
    }
  }

  /// All must hold; without terms, every message is found.
  public let terms: [Term]

  /// A search for messages that meet every one of `terms`.
  public init(_ terms: [Term]) {
    self.terms = terms
  }

  /// A search as MailHog's API knows it.
  public init(kind: Kind, text: ByteString) {
    terms = [Term(.text(kind, text))]
  }
}
