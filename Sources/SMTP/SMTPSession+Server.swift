public import Bytes

/// What the server tells a session, and asks of it.
extension SMTPSession {
  /// Tells it that the store has the message, under this name, and gives the reply for the client.
  ///
  /// From here on it takes bytes again.
  public mutating func stored(as id: ByteString) -> Reply {
    endStoring()
    return .queued(id: id)
  }

  /// Tells it that the store did not take the message, and gives the reply for the client.
  ///
  /// From here on it takes bytes again.
  public mutating func storeFailed() -> Reply {
    endStoring()
    return .fixed(.notStored)
  }

  /// Ends it for want of bytes, and gives the reply to close the connection with (RFC 5321 section 4.5.3.2.7).
  public mutating func idleTimedOut() -> Reply { close(because: .idle) }

  /// Ends it for want of memory, and gives the reply to close the connection with.
  public mutating func outOfMemory() -> Reply { close(because: .outOfMemory) }

  /// Ends it because the server stops, and gives the reply to close the connection with (RFC 5321 section 3.8).
  public mutating func shuttingDown() -> Reply { close(because: .shutdown) }

  /// Whether the store has to answer before any more bytes are taken.
  public var isStoring: Bool {
    if case .storing = phase { true } else { false }
  }

  /// Whether a message has begun and has not got its last reply: a server that stops waits for this.
  public var hasMessageInFlight: Bool {
    switch phase {
    case .readingData, .readingChunk, .storing: true
    case .open(let transaction): transaction.chunks != nil
    case .connected, .ready, .authenticating, .skippingChunk, .closed: false
    }
  }

  /// The number of octets that it holds for lines and messages that are not complete; cheap to ask.
  public var heldByteCount: Int {
    let message =
      switch phase {
      case .open(let transaction): transaction.count
      case .readingData(let transaction, let reader): transaction.count + reader.buffer.bytes.count
      case .readingChunk(let transaction, _): transaction.count
      case .connected, .ready, .authenticating, .skippingChunk, .storing, .closed: 0
      }
    return message + lines.count
  }

  private mutating func endStoring() {
    if isStoring { phase = .ready }
  }

  private mutating func close(because reason: Reply.Closing) -> Reply {
    phase = .closed
    return .closing(reason, hostname: configuration.hostname)
  }
}
