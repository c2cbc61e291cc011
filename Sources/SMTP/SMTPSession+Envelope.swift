import Bytes

extension SMTPSession {
  /// MAIL opens a transaction; within one it is unknown, as with MailHog.
  mutating func mail(_ argument: Span<UInt8>) -> SMTPAction {
    guard case .ready = phase else { return .answer(.unrecognised) }
    guard let sender = PathArgument.parse(argument, keyword: .from) else { return .answer(.malformedSender) }
    let parameters = MailParameters(sender.parameters.bytes.span)
    if let size = parameters.declaredSize, size > configuration.limits.messageSize {
      return .answer(.messageTooLarge)
    }
    if temperament?.refusesSender() == true { return .reply(.refusedSender(sender.address)) }
    phase = .open(Transaction(sender: sender, parameters: parameters))
    return .reply(.sender(sender.address))
  }

  /// RCPT adds to the transaction, up to the first chunk of its message.
  mutating func recipient(_ argument: Span<UInt8>) -> SMTPAction {
    guard var transaction = phase.takeTransaction() else { return .answer(.unrecognised) }
    let action = receive(recipient: argument, in: &transaction)
    phase = .open(transaction)
    return action
  }

  private mutating func receive(
    recipient argument: Span<UInt8>,
    in transaction: inout Transaction
  ) -> SMTPAction {
    guard transaction.chunks == nil else { return .answer(.badSequence) }
    guard let path = PathArgument.parse(argument, keyword: .to) else { return .answer(.malformedRecipient) }
    guard transaction.recipients.count < configuration.limits.recipients else {
      return .answer(.tooManyRecipients)
    }
    if temperament?.refusesRecipient() == true { return .reply(.refusedRecipient(path.address)) }
    transaction.append(recipient: path)
    return .reply(.recipient(path.address))
  }
}
