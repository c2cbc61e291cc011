internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailStore

/// Sends caught messages on to real servers, and shows which are saved.
public struct MailRelease: Sendable {
  let servers: any OutgoingServers
  let relay: (any MailRelay)?

  /// Releases over `relay`, or none at all if it is nil, and looks names up in `servers`.
  public init(servers: any OutgoingServers, relay: (any MailRelay)?) {
    self.servers = servers
    self.relay = relay
  }

  /// `GET /api/v2/outgoing-smtp`.
  func list() async throws(MailStoreError) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{")
    for (index, server) in try await servers.all().enumerated() {
      if index > 0 { buffer.append(",") }
      buffer.append(jsonString: server.name)
      buffer.append(":")
      server.write(into: &buffer)
    }
    buffer.append("}")
    return .content(buffer.take(), type: "application/json")
  }

  /// `POST /api/v1/messages/{id}/release`; every refusal that MailHog has is answered as there, without a word.
  func release(
    _ id: MessageID,
    of store: any MailStore,
    _ body: [UInt8]
  ) async throws(MailStoreError) -> Response {
    guard let relay else { return .failure(RelayFailure("release is switched off", at: nil), .forbidden) }
    let order: OutgoingServer
    do {
      order = try OutgoingServer(reading: body)
    } catch {
      return .content(
        Array("Error decoding request body".utf8),
        type: "text/json",
        status: .internalServerError
      )
    }
    guard let message = try await store.message(id) else { return .notFound }
    guard let server = try await chosen(order) else { return .badRelease }
    if order.save {
      switch try await servers.save(order) {
      case .saved: break
      case .nameIsTaken: return .badRelease
      case .full:
        return .failure(
          RelayFailure("too many servers are saved", at: nil),
          .init(code: 507, reasonPhrase: "Insufficient Storage")
        )
      }
    }
    guard server.canLogIn else { return .badRelease }
    do {
      try await relay.relay(message, to: server.recipients(of: message), through: server)
      return Response(.ok, fields: .legacyJSON)
    } catch {
      return .failure(error, error.status)
    }
  }

  /// The server that a request means: itself, or the one that it names, with the request's recipient if it has one.
  private func chosen(_ order: OutgoingServer) async throws(MailStoreError) -> OutgoingServer? {
    guard !order.name.isEmpty else { return order }
    let saved = try await servers.server(named: order.name)
    if order.save { return saved == nil ? order : nil }
    guard var server = saved else { return nil }
    if !order.email.isBlank { server.email = order.email }
    return server
  }
}

extension OutgoingServer {
  private static let mechanisms: [ByteString] = ["PLAIN", "LOGIN", "CRAMMD5", "CRAM-MD5"]

  /// Whether there is a way to log in, where that has to be.
  var canLogIn: Bool {
    !needsLogin || Self.mechanisms.contains(mechanism)
  }

  /// Who is to get a message.
  func recipients(of message: StoredMessage) -> [ByteString] {
    email.isBlank ? message.envelope.recipients.map(\.address.withoutRoute) : [email]
  }
}

extension ByteString {
  fileprivate var isBlank: Bool { bytes.allSatisfy(\.isASCIIBlank) }

  /// Without the hosts that it should have gone by (`@a,@b:`), which nobody follows any more (RFC 5321 appendix C).
  fileprivate var withoutRoute: ByteString {
    guard bytes.first == UInt8(ascii: "@"), let end = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      return self
    }
    return ByteString(Array(bytes[(end + 1)...]))
  }
}

extension RelayFailure {
  fileprivate var status: HTTPResponse.Status {
    switch fault {
    case .request: .badRequest
    case .crowded: .serviceUnavailable
    case .server: .badGateway
    }
  }
}

extension Response {
  fileprivate static var badRelease: Response { Response(.badRequest, fields: .legacyJSON) }

  /// Says to a person what went wrong.
  fileprivate static func failure(_ failure: RelayFailure, _ status: HTTPResponse.Status) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{\"error\":")
    buffer.append(jsonString: ByteString(failure.reason))
    if let stage = failure.stage {
      buffer.append(",\"stage\":")
      buffer.append(jsonString: ByteString(stage.rawValue))
    }
    if let reply = failure.reply {
      buffer.append(",\"reply\":")
      buffer.append(jsonString: ByteString(reply))
    }
    buffer.append("}\n")
    return Response(status, fields: .legacyJSON, body: .bytes([buffer.take()]))
  }
}
