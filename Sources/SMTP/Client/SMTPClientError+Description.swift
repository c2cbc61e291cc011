import Bytes

extension SMTPClientError: CustomStringConvertible {
  /// One line for people, without controls: `the sender: 550 Not from you`.
  public var description: String { "\(stage.rawValue): \(cause)" }
}

extension SMTPClientError.Cause: CustomStringConvertible {
  /// One line for people, without controls.
  public var description: String {
    switch self {
    case .rejected(let reply): "\(reply)"
    case .recipientsRejected(let refusals):
      refusals.map { "\($0.address.description.debugDescription): \($0.reply)" }.joined(separator: "; ")
    case .malformedReply: "the server does not speak SMTP"
    case .replyTooLong: "the reply does not end"
    case .malformedChallenge: "the server's challenge is not Base64"
    case .timedOut: "no reply came in time"
    case .connectionEnded: "the server closed the connection"
    case .encryptionUnavailable: "the server does not offer STARTTLS"
    case .authenticationUnavailable: "the server does not offer the authentication wanted"
    case .eightBitUnavailable: "the server does not offer 8BITMIME, which the message needs"
    case .internationalMailUnavailable: "the server does not offer SMTPUTF8, which the message needs"
    case .messageTooLarge(let limit): "the server takes \(limit) bytes at most"
    case .noRecipients: "no recipients"
    case .malformedAddress(let address): "not an address: \(address.description.debugDescription)"
    case .malformedHostname(let name): "not a host name: \(name.description.debugDescription)"
    }
  }
}
