import Bytes

/// Where a client session is: in each case, what it has said last and now waits for.
enum ClientPhase {
  /// Nothing: the server speaks first.
  case connected
  /// EHLO, or HELO to a server that does not know it.
  case greeting(isExtended: Bool, isEncrypted: Bool)
  /// STARTTLS, to a server that offers these.
  case requestingTLS(ServerExtensions)
  /// Nothing: the owner of the connection encrypts it.
  case startingTLS
  /// AUTH or an answer, to a server that offers these.
  case authenticating(LoginExchange, ServerExtensions)
  /// MAIL.
  case namingSender
  /// RCPT, for the recipient behind those that have an answer.
  case namingRecipients(RecipientAnswers)
  /// DATA.
  case requestingData(RecipientAnswers)
  /// A part of the message.
  case sendingMessage(MessageWriter, RecipientAnswers)
  /// The final dot.
  case awaitingReceipt(RecipientAnswers)
  /// QUIT; how the delivery went is known.
  case quitting(Result<SMTPReceipt, SMTPClientError>)
  /// All is over.
  case closed

  /// What the client is at, for an error; nil when nothing can go wrong any more.
  var stage: SMTPClientError.Stage? {
    switch self {
    case .connected: .greeting
    case .greeting: .hello
    case .requestingTLS, .startingTLS: .encryption
    case .authenticating: .authentication
    case .namingSender: .sender
    case .namingRecipients: .recipients
    case .requestingData: .data
    case .sendingMessage, .awaitingReceipt: .message
    case .quitting, .closed: nil
    }
  }

  /// How long the owner should wait for the next thing to happen; nil when nothing is to come.
  func timeout(of timeouts: SMTPTimeouts) -> Duration? {
    switch self {
    case .connected, .greeting, .requestingTLS, .startingTLS, .authenticating, .namingSender,
      .namingRecipients:
      timeouts.command
    case .requestingData: timeouts.data
    case .sendingMessage: timeouts.piece
    case .awaitingReceipt: timeouts.receipt
    case .quitting: timeouts.farewell
    case .closed: nil
    }
  }

  /// Ends for want of what should have come; a delivery whose end is known ends so.
  mutating func end(because cause: SMTPClientError.Cause) -> SMTPClientAction {
    let stage = stage
    switch consume self {
    case .quitting(let outcome):
      self = .closed
      return .end(outcome)
    case .closed:
      self = .closed
      return .wait
    case .connected, .greeting, .requestingTLS, .startingTLS, .authenticating, .namingSender,
      .namingRecipients, .requestingData, .sendingMessage, .awaitingReceipt:
      self = .closed
      return .failed(SMTPClientError(cause, at: stage ?? .message))
    }
  }
}

/// What a server has said to the recipients so far, in order.
struct RecipientAnswers: Equatable {
  /// Those it took.
  var accepted: [ByteString] = []
  /// Those it did not.
  var refused: [SMTPRefusedRecipient] = []

  /// How many have an answer.
  var count: Int { accepted.count + refused.count }
}

extension SMTPClientAction {
  /// The last action of a delivery that went so.
  static func end(_ outcome: Result<SMTPReceipt, SMTPClientError>) -> SMTPClientAction {
    switch outcome {
    case .success(let receipt): .finished(receipt)
    case .failure(let error): .failed(error)
    }
  }
}
