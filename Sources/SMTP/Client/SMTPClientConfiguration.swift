public import Bytes

/// What a client says of itself and insists on, whatever it delivers.
public struct SMTPClientConfiguration: Equatable, Sendable {
  /// What becomes of a message when a server refuses some of its recipients.
  public enum Refusals: Equatable, Sendable {
    /// Nobody gets it; the first refusal ends the delivery.
    case endDelivery
    /// Those who were accepted get it, as with sendmail; only when none was, the delivery fails.
    case skipRecipient
  }

  /// What becomes of a message beyond ASCII when a server does not offer 8BITMIME.
  public enum EightBit: Equatable, Sendable {
    /// It is not sent: RFC 6152 section 3 leaves only this to a client that does not convert messages.
    case refuse
    /// It is sent as it is, as sendmail and Go's library do; most servers that stay silent about it manage.
    case pass
  }

  /// The name that the client gives in EHLO: one word.
  public var hostname: ByteString
  /// Whether the connection is, can be or must be encrypted.
  public var security: SMTPSecurity
  /// Who the client is; nil sends no AUTH.
  public var credentials: SMTPCredentials?
  /// What becomes of a message when some of its recipients are refused.
  public var refusals: Refusals
  /// What becomes of a message beyond ASCII where 8BITMIME is not offered.
  public var eightBit: EightBit
  /// Octets of one reply, all of its lines and their ends counted.
  public var replySize: Int
  /// How long each reply may take.
  public var timeouts: SMTPTimeouts

  /// A client of this name, which is strict unless told otherwise.
  public init(
    hostname: ByteString,
    security: SMTPSecurity = .unavailable,
    credentials: SMTPCredentials? = nil,
    refusals: Refusals = .endDelivery,
    eightBit: EightBit = .refuse,
    replySize: Int = 65_536,
    timeouts: SMTPTimeouts = SMTPTimeouts()
  ) {
    self.hostname = hostname
    self.security = security
    self.credentials = credentials
    self.refusals = refusals
    self.eightBit = eightBit
    self.replySize = replySize
    self.timeouts = timeouts
  }
}
