public import Bytes
public import HTTP
public import MailStore

extension HogletAPI {
  /// What the API tells and uses that is no message.
  public struct Surroundings: Sendable {
    /// What the server is.
    let facts: ServerFacts
    /// What sends messages on.
    let releaser: any MessageReleaser
    /// Whether the chaos monkey is there.
    let isJimThere: @Sendable () async throws(MailStoreError) -> Bool
    /// Makes the content for one more subscriber.
    let makeEvents: @Sendable (NewsRequest) -> any BodySource

    /// Surroundings of these.
    ///
    /// - Parameters:
    ///   - facts: What the server is.
    ///   - releaser: What sends messages on.
    ///   - isJimThere: Whether the chaos monkey is there.
    ///   - makeEvents: Makes the content for one more subscriber: what `NewsEvent` writes, again and again.
    public init(
      facts: ServerFacts,
      releaser: any MessageReleaser,
      isJimThere: @escaping @Sendable () async throws(MailStoreError) -> Bool,
      makeEvents: @escaping @Sendable (NewsRequest) -> any BodySource
    ) {
      (self.facts, self.releaser) = (facts, releaser)
      (self.isJimThere, self.makeEvents) = (isJimThere, makeEvents)
    }
  }
}

/// What a server is, as its page shows it.
public struct ServerFacts: Sendable {
  /// The number of its version.
  public let version: String
  /// Where mail is kept: `memory`, `maildir` or `mongodb`.
  public let storage: String
  /// The name that it goes by.
  public let hostname: String
  /// Where it takes mail.
  public let smtpAddress: String
  /// How much it keeps.
  public let limits: RetentionLimits

  /// Facts of these.
  public init(
    version: String,
    storage: String,
    hostname: String,
    smtpAddress: String,
    limits: RetentionLimits
  ) {
    (self.version, self.storage, self.hostname) = (version, storage, hostname)
    (self.smtpAddress, self.limits) = (smtpAddress, limits)
  }
}

/// Sends messages on to real servers.
public protocol MessageReleaser: Sendable {
  /// The names of the servers that somebody has saved.
  func serverNames() async throws(MailStoreError) -> [ByteString]

  /// Sends a message on, and returns when the server has it or will not have it.
  func release(_ id: MessageID, _ order: ReleaseOrder) async throws(MailStoreError) -> ReleaseOutcome
}

/// Where a message is to be sent.
public struct ReleaseOrder: Equatable, Sendable {
  /// A server, and how to talk to it.
  public enum Server: Equatable, Sendable {
    /// The one that somebody has saved under that name.
    case saved(ByteString)
    /// One that is named here, with the name and the password of who logs in, the way to log in, and whether any
    /// certificate will do.
    case named(
      host: ByteString,
      port: Int,
      username: ByteString,
      password: ByteString,
      mechanism: ByteString,
      insecure: Bool
    )
  }

  /// Who gets it; nobody for those whom it was sent to.
  public let recipients: [ByteString]
  /// Where it is sent.
  public let server: Server

  /// An order of these.
  public init(recipients: [ByteString], server: Server) {
    (self.recipients, self.server) = (recipients, server)
  }
}

/// What became of a message that was to be sent on.
public enum ReleaseOutcome: Equatable, Sendable {
  /// The server has it, for these.
  case released([ByteString])
  /// This server sends nothing on.
  case forbidden
  /// There is no such message.
  case noMessage
  /// No server is saved under that name.
  case noServer
  /// No server would take that.
  case malformed(String)
  /// As much is under way as may be.
  case crowded(String)
  /// The server did not take it, at that stage and with that reply, or could not be reached.
  case failed(String, stage: String?, reply: String?)
}
