/// How much of each thing one client may send.
public struct SMTPLimits: Equatable, Sendable {
  /// Octets of a command line, its CRLF included (RFC 5321 section 4.5.3.1.4 asks for 512).
  public var commandLine: Int
  /// Octets of an AUTH command or of an answer to a challenge, the CRLF included (RFC 4954 section 4 asks for 12,288).
  public var authenticationLine: Int
  /// Recipients of one message (RFC 5321 section 4.5.3.1.8 asks for 100).
  public var recipients: Int
  /// Octets of a message as RFC 1870 section 3 counts them: line ends included, stuffed dots and the final dot not.
  public var messageSize: Int

  /// The limits given, and the usual ones for the rest.
  public init(
    commandLine: Int = 4_096,
    authenticationLine: Int = 16_384,
    recipients: Int = 10_000,
    messageSize: Int = 52_428_800
  ) {
    self.commandLine = commandLine
    self.authenticationLine = authenticationLine
    self.recipients = recipients
    self.messageSize = messageSize
  }
}
