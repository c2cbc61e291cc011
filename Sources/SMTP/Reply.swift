public import Bytes

/// What the server says to its client: one reply, of one or several lines (RFC 5321 section 4.2).
///
/// The texts are those of MailHog, whose clients may look at them; so there are no enhanced status codes.
public enum Reply: Equatable, Sendable {
  /// The first words of a connection.
  case greeting(hostname: ByteString)
  /// The answer to HELO, with the name that the client gave.
  case hello(ByteString)
  /// The answer to EHLO: the client's name, the extensions, and how many octets a message may have.
  case extendedHello(ByteString, messageSize: Int)
  /// MAIL was accepted from this address.
  case sender(ByteString)
  /// RCPT was accepted for this address.
  case recipient(ByteString)
  /// MAIL from this address was refused, though nothing is wrong with it.
  case refusedSender(ByteString)
  /// RCPT for this address was refused, though nothing is wrong with it.
  case refusedRecipient(ByteString)
  /// The message is stored under this name.
  case queued(id: ByteString)
  /// A chunk of so many octets has arrived and more are to come (RFC 3030 section 2).
  case received(octets: Int)
  /// The text that a CRAM-MD5 client is to digest, before its Base64 encoding.
  case challenge(ByteString)
  /// The server ends the connection on its own account.
  case closing(Closing, hostname: ByteString)
  /// A reply that is always the same.
  case fixed(Fixed)

  /// Why the server ends a connection that the client did not quit.
  public enum Closing: String, CaseIterable, Sendable {
    /// Nothing came for too long.
    case idle = "Idle for too long, closing connection"
    /// The server is being stopped.
    case shutdown = "Shutting down, closing connection"
    /// No connection is left for this client.
    case crowded = "Too many connections, try again later"
    /// The message kept others waiting, or was kept waiting, for memory.
    case outOfMemory = "Insufficient system storage, try again later"
  }

  /// The code alone.
  public var code: Int {
    switch self {
    case .greeting: 220
    case .hello, .extendedHello, .sender, .recipient, .queued, .received: 250
    case .challenge: 334
    case .closing: 421
    case .refusedSender, .refusedRecipient: 550
    case .fixed(let reply): reply.code
    }
  }
}
