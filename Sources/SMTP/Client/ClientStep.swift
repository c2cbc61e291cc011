import Bytes

/// What a client session does next, and where it is then.
struct ClientStep {
  var action: SMTPClientAction
  var next: ClientPhase

  init(_ action: SMTPClientAction, then next: ClientPhase) {
    self.action = action
    self.next = next
  }

  /// Ends without a word, to a server that would not understand one.
  static func abandon(_ cause: SMTPClientError.Cause, at stage: SMTPClientError.Stage) -> ClientStep {
    ClientStep(.failed(SMTPClientError(cause, at: stage)), then: .closed)
  }

  /// Takes leave of a server that has let the delivery fail.
  static func quit(_ cause: SMTPClientError.Cause, at stage: SMTPClientError.Stage) -> ClientStep {
    quit(.failure(SMTPClientError(cause, at: stage)))
  }

  /// Takes leave, whatever came of the delivery.
  static func quit(_ outcome: Result<SMTPReceipt, SMTPClientError>) -> ClientStep {
    ClientStep(.send(Array("QUIT\r\n".utf8)), then: .quitting(outcome))
  }

  /// Says who the client is.
  static func hello(isExtended: Bool, isEncrypted: Bool, in job: ClientJob) -> ClientStep {
    ClientStep(
      .send(job.hello(isExtended: isExtended)),
      then: .greeting(isExtended: isExtended, isEncrypted: isEncrypted)
    )
  }

  /// Goes by the answer to EHLO or HELO; a server that does not know EHLO is told HELO (RFC 5321 section 3.2).
  static func greeted(
    _ reply: ServerReply,
    isExtended: Bool,
    isEncrypted: Bool,
    in job: ClientJob
  ) -> ClientStep {
    if isExtended, reply.isPermanentRefusal {
      return hello(isExtended: false, isEncrypted: isEncrypted, in: job)
    }
    guard reply.isPositive else { return quit(.rejected(reply), at: .hello) }
    let extensions = isExtended ? ServerExtensions(reply) : ServerExtensions()
    switch job.configuration.security {
    case .opportunistic where !isEncrypted && extensions.startTLS,
      .required where !isEncrypted && extensions.startTLS:
      return ClientStep(.send(Array("STARTTLS\r\n".utf8)), then: .requestingTLS(extensions))
    case .required where !isEncrypted: return quit(.encryptionUnavailable, at: .encryption)
    case .unavailable, .opportunistic, .required, .established:
      return logIn(extensions, isEncrypted: isEncrypted, in: job)
    }
  }

  /// Goes by the answer to STARTTLS; where it need not be, a refusal is put up with (RFC 3207 section 4.1).
  static func encrypt(_ reply: ServerReply, _ extensions: ServerExtensions, in job: ClientJob) -> ClientStep {
    if reply.code == 220 { return ClientStep(.startTLS, then: .startingTLS) }
    guard reply.isRefusal, job.configuration.security == .opportunistic else {
      return quit(.rejected(reply), at: .encryption)
    }
    return logIn(extensions, isEncrypted: false, in: job)
  }
}
