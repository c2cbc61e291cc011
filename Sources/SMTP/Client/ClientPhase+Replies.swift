import Bytes

extension ClientPhase {
  /// Goes on with what the server has answered.
  mutating func receive(_ reply: ServerReply, in job: ClientJob) -> SMTPClientAction {
    // Moved out and in again, so that long lists of recipients are not copied for each.
    let step = (consume self).step(reply, in: job)
    self = step.next
    return step.action
  }

  private consuming func step(_ reply: ServerReply, in job: ClientJob) -> ClientStep {
    let stage = stage
    if reply.isClosing, let stage { return .abandon(.rejected(reply), at: stage) }
    switch consume self {
    case .connected:
      guard reply.isPositive else { return .quit(.rejected(reply), at: .greeting) }
      return .hello(isExtended: true, isEncrypted: job.configuration.security == .established, in: job)
    case .greeting(let isExtended, let isEncrypted):
      return .greeted(reply, isExtended: isExtended, isEncrypted: isEncrypted, in: job)
    case .requestingTLS(let extensions): return .encrypt(reply, extensions, in: job)
    case .authenticating(let exchange, let extensions):
      return .authenticate(reply, exchange, extensions, in: job)
    case .namingSender:
      guard reply.isPositive else { return .quit(.rejected(reply), at: .sender) }
      return ClientStep(.send(job.recipient(0)), then: .namingRecipients(RecipientAnswers()))
    case .namingRecipients(var answers): return .named(reply, &answers, in: job)
    case .requestingData(let answers):
      guard reply.isIntermediate else { return .quit(.rejected(reply), at: .data) }
      return ClientStep(.sendMessage, then: .sendingMessage(MessageWriter(job.delivery.message), answers))
    case .sendingMessage:
      // Whatever it says, it has not seen the end; and QUIT would be read as a line of the message.
      return .abandon(.rejected(reply), at: .message)
    case .awaitingReceipt(let answers):
      guard reply.isPositive else { return .quit(.rejected(reply), at: .message) }
      let receipt = SMTPReceipt(accepted: answers.accepted, refused: answers.refused, reply: reply)
      return .quit(.success(receipt))
    case .quitting(let outcome): return ClientStep(.end(outcome), then: .closed)
    case .startingTLS: return ClientStep(.wait, then: .startingTLS)
    case .closed: return ClientStep(.wait, then: .closed)
    }
  }
}
