import Bytes

/// What the commands since MAIL have said about one message, and the chunks of it that have come (RFC 5321 section 3.3).
struct Transaction: Equatable {
  /// The reverse-path.
  let sender: Message.Path
  /// What MAIL said about the message itself.
  let parameters: MailParameters
  /// The forward-paths so far.
  private(set) var recipients: [Message.Path] = []
  /// What BDAT has sent so far; nil before the first chunk.
  var chunks: MessageBuffer?

  private var envelopeSize: Int

  /// A transaction as MAIL opens it.
  init(sender: Message.Path, parameters: MailParameters) {
    self.sender = sender
    self.parameters = parameters
    envelopeSize = sender.count
  }

  /// The number of octets held for it.
  var count: Int { envelopeSize + (chunks?.bytes.count ?? 0) }

  /// Adds a forward-path.
  mutating func append(recipient: Message.Path) {
    recipients.append(recipient)
    envelopeSize += recipient.count
  }

  /// An empty buffer for the message of this transaction.
  func makeBuffer(limit: Int) -> MessageBuffer {
    MessageBuffer(limit: limit, declaredSize: parameters.declaredSize)
  }

  /// The message, now that all of it has come.
  consuming func message(helo: ByteString, data: [UInt8], lacksFinalLineBreak: Bool) -> Message {
    Message(
      helo: helo,
      sender: sender,
      recipients: recipients,
      data: data,
      lacksFinalLineBreak: lacksFinalLineBreak
    )
  }
}

extension Message.Path {
  /// The number of octets it is made of.
  fileprivate var count: Int { address.count + parameters.count }
}
