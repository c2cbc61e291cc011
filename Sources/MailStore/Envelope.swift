public import Bytes

/// Who sent a message to whom, as the SMTP dialogue said it (RFC 5321 section 2.3.1).
public struct Envelope: Hashable, Sendable {
  /// One address of the envelope, with what the client asked for it.
  public struct Path: Hashable, Sendable {
    /// What stood between `<` and `>`: empty for the null reverse-path, source routes included.
    public let address: ByteString
    /// The ESMTP parameters behind the path as they were sent (`NOTIFY=NEVER ORCPT=…`), usually empty.
    public let parameters: ByteString

    /// An address and its parameters.
    public init(_ address: ByteString, parameters: ByteString = "") {
      self.address = address
      self.parameters = parameters
    }
  }

  /// The name that the client gave in HELO or EHLO; empty if it gave none.
  public let helo: ByteString
  /// The reverse-path of MAIL.
  public let sender: Path
  /// The forward-paths of RCPT, in order; MailHog stores a message without any, so this may be empty.
  public let recipients: [Path]

  /// An envelope of these.
  public init(helo: ByteString, sender: Path, recipients: [Path]) {
    self.helo = helo
    self.sender = sender
    self.recipients = recipients
  }
}
