import Bytes

extension Phase {
  /// What has come of bytes that may belong to a message.
  enum Progress {
    /// They belong to a line; none is taken.
    case line
    /// All are taken that can be, and more have to come.
    case wait
    /// The final dot was among them.
    case data(Transaction, DataReader)
    /// The last octet of a chunk was among them.
    case chunk(Transaction, Chunk)
    /// The last octet of an unwanted chunk was among them, and now this is said.
    case skipped(Reply.Fixed)
  }

  /// Takes the octets of a message from `position` on, or leaves them if a line is expected.
  ///
  /// Moves its payload out and in again, so that the message is never copied.
  mutating func read(_ input: Span<UInt8>, from position: inout Int) -> Progress {
    switch consume self {
    case .readingData(let transaction, var reader):
      if reader.read(input, from: &position) {
        self = .ready
        return .data(transaction, reader)
      }
      self = .readingData(transaction, reader)
    case .readingChunk(var transaction, var chunk):
      transaction.chunks?.append(input.extracting(chunk.take(input, from: &position)))
      if chunk.remaining == 0 {
        self = .ready
        return .chunk(transaction, chunk)
      }
      self = .readingChunk(transaction, chunk)
    case .skippingChunk(var chunk, let reply, let isGreeted):
      _ = chunk.take(input, from: &position)
      if chunk.remaining == 0 {
        self = isGreeted ? .ready : .connected
        return .skipped(reply)
      }
      self = .skippingChunk(chunk, then: reply, isGreeted: isGreeted)
    case .closed:
      position = input.count
      self = .closed
    case .storing: self = .storing
    case .connected:
      self = .connected
      return .line
    case .ready:
      self = .ready
      return .line
    case .open(let transaction):
      self = .open(transaction)
      return .line
    case .authenticating(let exchange):
      self = .authenticating(exchange)
      return .line
    }
    return .wait
  }
}
