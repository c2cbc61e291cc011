public import Bytes
public import MailStore

/// Hands messages over to real servers.
public protocol MailRelay: Sendable {
  /// Returns when `server` has taken `message` for all of `recipients`.
  func relay(
    _ message: StoredMessage,
    to recipients: [ByteString],
    through server: OutgoingServer
  ) async throws(RelayFailure)
}

/// Why a server does not have a message, as far as it helps the person who released it.
public struct RelayFailure: Error, Equatable, Sendable {
  /// How far it came.
  public enum Stage: String, Sendable {
    /// Finding the server, and its first words.
    case connect
    /// Encrypting the connection.
    case tls
    /// Logging in.
    case auth
    /// Naming the sender.
    case mail
    /// Naming the recipients.
    case rcpt
    /// The message itself.
    case data
  }

  /// Who could do something about it.
  public enum Fault: Sendable {
    /// Who asked: no server would take this.
    case request
    /// Who asked, a little later: as much is under way as may be.
    case crowded
    /// The server, or the way to it.
    case server
  }

  /// How far it came; nil if it was not begun.
  public let stage: Stage?
  /// What went wrong, in a line.
  public let reason: String
  /// What the server said, code first; nil if it did not.
  public let reply: String?
  /// Who could do something about it.
  public let fault: Fault

  /// A failure of these.
  public init(_ reason: String, at stage: Stage?, reply: String? = nil, fault: Fault = .server) {
    self.reason = reason
    self.stage = stage
    self.reply = reply
    self.fault = fault
  }
}
