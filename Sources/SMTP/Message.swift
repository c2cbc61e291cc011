public import Bytes

/// A message that a client has handed over, together with the envelope that it named.
public struct Message: Equatable, Sendable {
  /// One address of the envelope, with what the client asked for it.
  public struct Path: Equatable, Sendable {
    /// What stood between `<` and `>`: empty for the null reverse-path, source routes included.
    public var address: ByteString
    /// What stood behind the path, trimmed and otherwise as sent (`NOTIFY=NEVER ORCPT=…`); usually empty.
    public var parameters: ByteString

    /// An address and its parameters.
    public init(_ address: ByteString, parameters: ByteString = "") {
      self.address = address
      self.parameters = parameters
    }
  }

  /// The name that the client gave in its last HELO or EHLO; empty if it gave none.
  public var helo: ByteString
  /// The reverse-path of MAIL.
  public var sender: Path
  /// The forward-paths of RCPT, in order; empty if the client named none, which MailHog accepts.
  public var recipients: [Path]
  /// Header section and body, with the stuffed dots removed (RFC 5321 section 4.5.2) and otherwise as sent.
  public var data: [UInt8]
  /// Whether the CRLF that ended the last line is left out of `data`.
  ///
  /// It is for what DATA sent, as it was with MailHog. What BDAT sent is complete as it is, and so is an empty message.
  public var lacksFinalLineBreak: Bool

  /// A message of these.
  public init(
    helo: ByteString,
    sender: Path,
    recipients: [Path],
    data: [UInt8],
    lacksFinalLineBreak: Bool
  ) {
    self.helo = helo
    self.sender = sender
    self.recipients = recipients
    self.data = data
    self.lacksFinalLineBreak = lacksFinalLineBreak
  }
}
