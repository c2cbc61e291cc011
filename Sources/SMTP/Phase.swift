/// Where a session is.
enum Phase {
  /// The client has not said hello; only commands that need no name are taken.
  case connected
  /// The client has said hello, or RSET, and no transaction is open.
  case ready
  /// MAIL has opened a transaction; its message has not come, or not all of its chunks.
  case open(Transaction)
  /// The next line answers a challenge.
  case authenticating(Authentication)
  /// What comes is the message that DATA has announced.
  case readingData(Transaction, DataReader)
  /// What comes is a chunk of the message, which fits.
  case readingChunk(Transaction, Chunk)
  /// What comes is a chunk that nobody wants; after it this is said, and the client is where it was.
  case skippingChunk(Chunk, then: Reply.Fixed, isGreeted: Bool)
  /// The message is with the store; nothing is taken until it has answered.
  case storing
  /// The last reply has been given; what comes is not looked at.
  case closed

  /// Gives up the open transaction, if there is one, and is ready for the next.
  mutating func takeTransaction() -> Transaction? {
    switch consume self {
    case .open(let transaction):
      self = .ready
      return transaction
    case .connected: self = .connected
    case .ready: self = .ready
    case .authenticating(let exchange): self = .authenticating(exchange)
    case .readingData(let transaction, let reader): self = .readingData(transaction, reader)
    case .readingChunk(let transaction, let chunk): self = .readingChunk(transaction, chunk)
    case .skippingChunk(let chunk, let reply, let isGreeted):
      self = .skippingChunk(chunk, then: reply, isGreeted: isGreeted)
    case .storing: self = .storing
    case .closed: self = .closed
    }
    return nil
  }
}
