public import Bytes

/// A caught message: the bytes as received, and what the server knows about their arrival.
///
/// A class because many readers hold one message at once: a reader costs one reference count and no copy. All of it is
/// immutable.
public final class StoredMessage: Sendable {
  /// Its name.
  public let id: MessageID
  /// Who sent it to whom.
  public let envelope: Envelope
  /// Header section and body, dot-unstuffed and otherwise untouched (`Raw.Data` to MailHog's clients).
  public let data: [UInt8]
  /// Whether the CRLF that ended the last line is left out of `data`.
  ///
  /// MailHog leaves it out of what DATA sent, and so do we; downloads and release append it. What BDAT sent, and an
  /// empty message, are complete as they are.
  public let lacksFinalLineBreak: Bool
  /// When the server had all of it.
  public let created: Timestamp

  /// A message of these.
  public init(
    id: MessageID,
    envelope: Envelope,
    data: [UInt8],
    lacksFinalLineBreak: Bool,
    created: Timestamp
  ) {
    self.id = id
    self.envelope = envelope
    self.data = data
    self.lacksFinalLineBreak = lacksFinalLineBreak
    self.created = created
  }
}
