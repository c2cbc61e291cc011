public import Bytes

/// Why a message was not delivered: how far the client had come, and what happened there.
public struct SMTPClientError: Error, Equatable, Sendable {
  /// What the client was at.
  public enum Stage: String, Equatable, Sendable {
    /// Nothing was sent yet.
    case envelope = "the envelope"
    /// Waiting for the server's first words.
    case greeting = "the greeting"
    /// EHLO or HELO.
    case hello
    /// STARTTLS, and what follows until the connection is encrypted.
    case encryption
    /// AUTH and its answers.
    case authentication
    /// MAIL.
    case sender = "the sender"
    /// RCPT.
    case recipients = "the recipients"
    /// DATA.
    case data
    /// The message itself, and the server's word that it has it.
    case message = "the message"
  }

  /// What happened.
  public enum Cause: Equatable, Sendable {
    /// The server said no, or something that does not belong here.
    case rejected(ServerReply)
    /// The server refused recipients: all of them, or the first that it should not have.
    case recipientsRejected([SMTPRefusedRecipient])
    /// What came is no reply.
    case malformedReply
    /// A reply had more octets than it may.
    case replyTooLong
    /// The server's CRAM-MD5 challenge is not Base64.
    case malformedChallenge
    /// No reply came in time.
    case timedOut
    /// The server closed the connection.
    case connectionEnded
    /// The server does not offer STARTTLS, which is required.
    case encryptionUnavailable
    /// The server does not offer AUTH with the mechanism wanted, or with any that we know.
    case authenticationUnavailable
    /// The message goes beyond ASCII and the server does not offer 8BITMIME (RFC 6152 section 3).
    case eightBitUnavailable
    /// An address or the header goes beyond ASCII and the server does not offer SMTPUTF8 (RFC 6531 section 3.2).
    case internationalMailUnavailable
    /// The server takes messages of so many octets at most.
    case messageTooLarge(limit: Int)
    /// A delivery to nobody.
    case noRecipients
    /// No address can be this: it would break out of its brackets or its line.
    case malformedAddress(ByteString)
    /// No host is named so.
    case malformedHostname(ByteString)
  }

  /// How far the client had come.
  public let stage: Stage
  /// What happened there.
  public let cause: Cause

  /// A failure at this stage.
  public init(_ cause: Cause, at stage: Stage) {
    self.stage = stage
    self.cause = cause
  }
}

/// An address that a server did not take, and why.
public struct SMTPRefusedRecipient: Equatable, Sendable {
  /// The address as it was given.
  public let address: ByteString
  /// What the server said.
  public let reply: ServerReply

  /// A refusal of this address.
  public init(_ address: ByteString, _ reply: ServerReply) {
    self.address = address
    self.reply = reply
  }
}
