public import Bytes
public import MailStore

extension MailRelease {
  /// What became of a message that was to be sent on.
  public enum Outcome: Sendable {
    /// The server has it, for these.
    case released([ByteString])
    /// Nothing is sent on here.
    case switchedOff
    /// There is no such message.
    case noMessage
    /// No server is saved under that name.
    case noServer
    /// Somebody has to log in, in a way that is not known.
    case noMechanism
    /// The server does not have it.
    case failed(RelayFailure)
  }

  /// The names of the saved servers, in their order.
  public func serverNames() async throws(MailStoreError) -> [ByteString] {
    try await servers.all().map(\.name)
  }

  /// As `release(_:of:to:through:)`, through a saved server, to its own recipient if it has one and nobody is named.
  public func release(
    _ id: MessageID,
    of store: any MailStore,
    to recipients: [ByteString],
    serverNamed name: ByteString
  ) async throws(MailStoreError) -> Outcome {
    guard relay != nil else { return .switchedOff }
    guard let server = try await servers.server(named: name) else { return .noServer }
    return try await release(id, of: store, to: recipients, through: server)
  }

  /// Sends a message on.
  ///
  /// - Parameters:
  ///   - id: Which.
  ///   - store: Where it is.
  ///   - recipients: Who gets it; if nobody is named, whom the server names, and else those whom it was sent to.
  ///   - server: Who takes it.
  /// - Returns: What became of it.
  /// - Throws: That the store cannot be asked.
  public func release(
    _ id: MessageID,
    of store: any MailStore,
    to recipients: [ByteString],
    through server: OutgoingServer
  ) async throws(MailStoreError) -> Outcome {
    guard let relay else { return .switchedOff }
    guard server.canLogIn else { return .noMechanism }
    guard let message = try await store.message(id) else { return .noMessage }
    let recipients = recipients.isEmpty ? server.recipients(of: message) : recipients
    do throws(RelayFailure) {
      try await relay.relay(message, to: recipients, through: server)
      return .released(recipients)
    } catch {
      return .failed(error)
    }
  }
}
