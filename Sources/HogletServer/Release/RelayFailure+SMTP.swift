internal import MailHogAPI
internal import SMTP

extension RelayFailure {
  /// What a person is told of a delivery that failed.
  init(_ error: SMTPClientError) {
    let reply: ServerReply? =
      switch error.cause {
      case .rejected(let reply): reply
      case .recipientsRejected(let refusals): refusals.first?.reply
      default: nil
      }
    self.init(
      error.description,
      at: Stage(error.stage),
      reply: reply?.description,
      fault: error.stage == .envelope ? .request : .server
    )
  }
}

extension RelayFailure.Stage {
  init(_ stage: SMTPClientError.Stage) {
    self =
      switch stage {
      case .greeting, .hello: .connect
      case .encryption: .tls
      case .authentication: .auth
      case .sender: .mail
      case .envelope, .recipients: .rcpt
      case .data, .message: .data
      }
  }
}
