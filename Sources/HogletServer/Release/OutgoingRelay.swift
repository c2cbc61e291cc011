package import Bytes
package import EventLoop
internal import Guarding
package import Logging
package import MailHogAPI
package import MailStore
internal import SMTP
internal import Synchronization
internal import TLS

/// Releases messages over a loop: finds the server, connects to it and delivers.
package final class OutgoingRelay: MailRelay {
  /// How many messages may be on their way at once; each takes a piece of 64 KB besides the message itself.
  private static let mostAtOnce = 64
  /// How many calls of the resolver may block at once, and how many may wait.
  private static let (lookUps, waitingLookUps) = (4, 64)

  private let loop: EventLoop
  private let limit: ConnectionLimit
  private let hostname: ByteString
  private let settings: Settings.Release
  private let logger: Logger
  private let queues = BlockingQueues(label: "release", count: lookUps, limit: waitingLookUps)
  private let underWay = Atomic<Int>(0)
  /// Whom to trust, once the first message was released: reading the system's certificates takes a tenth of a second.
  private let trust = Guarded<TLSContext?>(nil)

  /// A relay that calls itself `hostname`.
  ///
  /// - Parameters:
  ///   - loop: Where connections live.
  ///   - limit: Where each takes a place.
  ///   - hostname: What it says in EHLO, and where its senders are.
  ///   - settings: How long servers may take, and whom to trust.
  ///   - logger: Gets a line per message, at debug.
  package init(
    on loop: EventLoop,
    limit: ConnectionLimit,
    hostname: String,
    settings: Settings.Release,
    logger: Logger
  ) {
    self.loop = loop
    self.limit = limit
    self.hostname = ByteString(hostname)
    self.settings = settings
    self.logger = logger
  }

  /// Returns when `server` has taken `message` for all of `recipients`.
  package func relay(
    _ message: StoredMessage,
    to recipients: [ByteString],
    through server: OutgoingServer
  ) async throws(RelayFailure) {
    defer { underWay.subtract(1, ordering: .relaxed) }
    guard underWay.add(1, ordering: .relaxed).newValue <= Self.mostAtOnce else {
      throw RelayFailure("too many messages are on their way", at: nil, fault: .crowded)
    }
    do {
      try await send(message, to: recipients, through: server)
      log(message, server, "released")
    } catch {
      log(message, server, "\(error.reason)")
      throw error
    }
  }

  private func send(
    _ message: StoredMessage,
    to recipients: [ByteString],
    through server: OutgoingServer
  ) async throws(RelayFailure) {
    let timeouts = SMTPTimeouts().limited(to: .seconds(settings.seconds))
    let configuration = OutgoingOrder.configuration(for: server, hostname: hostname, timeouts: timeouts)
    let sender = ByteString(Array("nobody@".utf8) + hostname.bytes)
    let empty = SMTPDelivery(sender: sender, recipients: recipients, message: OutgoingMessage([]))
    try Self.check(configuration, empty)
    let addresses = try await addresses(of: server)
    let order = await queues.run { [self] () -> Result<OutgoingOrder, TLSError> in
      Result { () throws(TLSError) in
        var delivery = empty
        delivery.message = OutgoingMessage(message)
        return OutgoingOrder(
          host: server.plainHost,
          configuration: configuration,
          delivery: delivery,
          tls: server.insecure ? .trustingClient() : try verifyingClient()
        )
      }
    }
    guard let order else {
      throw RelayFailure("too many messages are on their way", at: nil, fault: .crowded)
    }
    let result = await loop.deliver(
      try Self.usable(order),
      to: addresses,
      patience: settings.seconds,
      limit: limit
    )
    try result.get()
  }

  /// To be called on a queue: the first time reads files.
  private func verifyingClient() throws(TLSError) -> TLSContext {
    if let kept = trust.withLock({ $0 }) { return kept }
    let made = try TLSContext.client(trusting: settings.authoritiesFile)
    return trust.withLock { kept in
      if let kept { return kept }
      kept = made
      return made
    }
  }

  private static func usable(_ order: Result<OutgoingOrder, TLSError>) throws(RelayFailure) -> OutgoingOrder {
    do {
      return try order.get()
    } catch {
      throw RelayFailure("\(error)", at: .tls)
    }
  }

  /// Finds out before anything is looked up whether the addresses can be sent.
  private static func check(
    _ configuration: SMTPClientConfiguration,
    _ delivery: SMTPDelivery
  ) throws(RelayFailure) {
    do {
      _ = try SMTPClientSession(configuration, delivering: delivery)
    } catch {
      throw RelayFailure(error)
    }
  }

  private func addresses(of server: OutgoingServer) async throws(RelayFailure) -> [SocketAddress] {
    guard let port = server.portNumber else {
      throw RelayFailure("the port is no number from 1 to 65535", at: .connect)
    }
    do {
      return try await Resolver(on: queues).addresses(of: server.plainHost, port: port)
    } catch {
      throw RelayFailure("\(error)", at: .connect, fault: error == .crowded ? .crowded : .server)
    }
  }

  private func log(_ message: StoredMessage, _ server: OutgoingServer, _ outcome: String) {
    logger.debug(
      "Release",
      metadata: [
        "message.id": "\(message.id.text)", "release.host": "\(server.host)", "release.outcome": "\(outcome)",
      ]
    )
  }
}

extension OutgoingMessage {
  /// A caught message, byte for byte, with the line break that DATA left out.
  fileprivate init(_ message: StoredMessage) {
    let parameters = message.envelope.sender.parameters.description.split(separator: " ")
    self.init(
      message.data,
      lacksFinalLineBreak: message.lacksFinalLineBreak,
      needsSMTPUTF8: parameters.contains { $0.uppercased() == "SMTPUTF8" }
    )
  }
}

extension EventLoop {
  /// Connects, hands the message over, and says how it went.
  fileprivate func deliver(
    _ order: OutgoingOrder,
    to addresses: [SocketAddress],
    patience: Int,
    limit: ConnectionLimit
  ) async -> Result<Void, RelayFailure> {
    await withCheckedContinuation { continuation in
      begin(order, to: addresses, patience: patience, limit: limit) { continuation.resume(returning: $0) }
    }
  }

  private func begin(
    _ order: OutgoingOrder,
    to addresses: [SocketAddress],
    patience: Int,
    limit: ConnectionLimit,
    finish: @escaping (Result<Void, RelayFailure>) -> Void
  ) {
    let delivery: OutgoingDelivery
    do throws(SMTPClientError) {
      delivery = try OutgoingDelivery(order, finish: finish)
    } catch {
      return finish(.failure(RelayFailure(error)))
    }
    connect(to: addresses, patience: patience, limit: limit) { stream in
      delivery.take(stream)
      return delivery
    } failed: { failure in
      delivery.fail(
        RelayFailure("\(failure)", at: .connect, fault: failure.reason == .crowded ? .crowded : .server)
      )
    }
  }
}
