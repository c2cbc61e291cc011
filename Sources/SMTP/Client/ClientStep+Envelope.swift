import Bytes

extension ClientStep {
  /// Begins AUTH, if there are credentials.
  static func logIn(_ extensions: ServerExtensions, isEncrypted: Bool, in job: ClientJob) -> ClientStep {
    guard let credentials = job.configuration.credentials else { return nameSender(extensions, in: job) }
    let offered = extensions.mechanisms
    guard let mechanism = job.mechanism(for: credentials, offered: offered, isEncrypted: isEncrypted) else {
      return quit(.authenticationUnavailable, at: .authentication)
    }
    let first = LoginExchange.begin(mechanism, credentials)
    return ClientStep(.send(first.line), then: .authenticating(first.next, extensions))
  }

  /// Goes on with AUTH.
  static func authenticate(
    _ reply: ServerReply,
    _ exchange: LoginExchange,
    _ extensions: ServerExtensions,
    in job: ClientJob
  ) -> ClientStep {
    // A server that lets us in before it has heard all, or asked anything, does let us in.
    if reply.isPositive { return nameSender(extensions, in: job) }
    if reply.code == 334 {
      // Within the exchange QUIT would be taken for an answer, so there is no farewell from here.
      guard let step = exchange.answer(reply, in: job) else {
        let cause = exchange == .challenge ? SMTPClientError.Cause.malformedChallenge : .rejected(reply)
        return abandon(cause, at: .authentication)
      }
      return ClientStep(.send(step.line), then: .authenticating(step.next, extensions))
    }
    return quit(.rejected(reply), at: .authentication)
  }

  /// Sends MAIL, unless the server has said that it could not take the message.
  static func nameSender(_ extensions: ServerExtensions, in job: ClientJob) -> ClientStep {
    let message = job.delivery.message
    if let limit = extensions.size, limit > 0, message.size > limit {
      return quit(.messageTooLarge(limit: limit), at: .sender)
    }
    if job.needsSMTPUTF8, !extensions.smtpUTF8 { return quit(.internationalMailUnavailable, at: .sender) }
    if message.isEightBit, !extensions.eightBitMIME, job.configuration.eightBit == .refuse {
      return quit(.eightBitUnavailable, at: .sender)
    }
    return ClientStep(.send(job.mail(extensions)), then: .namingSender)
  }

  /// Goes by the answer to RCPT, to the next recipient or to DATA.
  static func named(
    _ reply: ServerReply,
    _ answers: inout RecipientAnswers,
    in job: ClientJob
  ) -> ClientStep {
    let recipients = job.delivery.recipients
    let recipient = recipients[answers.count]
    if reply.isPositive {
      answers.accepted.append(recipient)
    } else {
      answers.refused.append(SMTPRefusedRecipient(recipient, reply))
      if job.configuration.refusals == .endDelivery {
        return quit(.recipientsRejected(answers.refused), at: .recipients)
      }
    }
    if answers.count < recipients.count {
      return ClientStep(.send(job.recipient(answers.count)), then: .namingRecipients(answers))
    }
    guard !answers.accepted.isEmpty else {
      return quit(.recipientsRejected(answers.refused), at: .recipients)
    }
    return ClientStep(.send(Array("DATA\r\n".utf8)), then: .requestingData(answers))
  }
}
