internal import Bytes
internal import MailHogAPI
internal import SMTP
internal import TLS

/// One message on its way to one server: all that is decided before the connection is made.
struct OutgoingOrder: Sendable {
  /// The name in the certificate.
  let host: String
  let configuration: SMTPClientConfiguration
  let delivery: SMTPDelivery
  let tls: TLSContext

  /// What a client says of itself to `server`, and insists on.
  static func configuration(
    for server: OutgoingServer,
    hostname: ByteString,
    timeouts: SMTPTimeouts
  ) -> SMTPClientConfiguration {
    var credentials: SMTPCredentials?
    if server.needsLogin {
      credentials = SMTPCredentials(
        username: server.username,
        password: server.password,
        mechanism: SMTPCredentials.Mechanism(server.mechanism)
      )
    }
    return SMTPClientConfiguration(
      hostname: hostname,
      security: server.security(with: credentials),
      credentials: credentials,
      // As it was received: who announces no 8BITMIME takes it in all but rare cases.
      eightBit: .pass,
      replySize: 16 * 1024,
      timeouts: timeouts
    )
  }
}

extension OutgoingServer {
  /// Encrypted where the server offers it, as MailHog does; and where a password would cross the network in the clear,
  /// not at all otherwise, as Go's library has it.
  fileprivate func security(with credentials: SMTPCredentials?) -> SMTPSecurity {
    let isReadable = credentials?.mechanism == .plain || credentials?.mechanism == .login
    let isHere = [ByteString("localhost"), "127.0.0.1", "::1"].contains(host)
    return isReadable && !isHere && !insecure ? .required : .opportunistic
  }

  /// The host without the brackets that an address of IPv6 may stand in.
  var plainHost: String {
    let text = host.description
    return text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
  }

  /// The port, or nil if it is none.
  var portNumber: UInt16? {
    guard let number = UInt16(port.description), number > 0 else { return nil }
    return number
  }
}
