import Bytes

extension SMTPSession {
  /// DATA, which MailHog accepts without recipients too.
  ///
  /// It has no place behind a chunk (RFC 3030 section 2), nor for a message that may hold anything (section 3).
  mutating func data() -> SMTPAction {
    guard let transaction = phase.takeTransaction() else { return .answer(.unrecognised) }
    guard transaction.chunks == nil, !transaction.parameters.isBinary else {
      phase = .open(transaction)
      return .answer(.badSequence)
    }
    let buffer = transaction.makeBuffer(limit: configuration.limits.messageSize)
    phase = .readingData(transaction, DataReader(into: buffer))
    return .answer(.startData)
  }

  /// BDAT (RFC 3030 section 2): its octets are taken in any case, or they would be read as commands.
  ///
  /// A chunk that does not fit ends the transaction, so that no message is stored with a hole in it.
  mutating func chunk(_ argument: Span<UInt8>) -> SMTPAction? {
    guard let chunk = Chunk(argument) else {
      phase = .closed
      return .close(after: .fixed(.malformedChunk))
    }
    guard var transaction = phase.takeTransaction() else {
      let isGreeted = if case .connected = phase { false } else { true }
      phase = .skippingChunk(chunk, then: .badSequence, isGreeted: isGreeted)
      return nil
    }
    let buffer = transaction.chunks ?? transaction.makeBuffer(limit: configuration.limits.messageSize)
    if buffer.wouldOverflow(by: chunk.size) {
      phase = .skippingChunk(chunk, then: .messageTooLarge, isGreeted: true)
    } else {
      transaction.chunks = buffer
      phase = .readingChunk(transaction, chunk)
    }
    return nil
  }

  /// The final dot has come.
  mutating func finish(_ transaction: consuming Transaction, _ reader: consuming DataReader) -> SMTPAction {
    guard let (data, lacksFinalLineBreak) = reader.finish() else { return .answer(.messageTooLarge) }
    phase = .storing
    return .store(transaction.message(helo: helo, data: data, lacksFinalLineBreak: lacksFinalLineBreak))
  }

  /// All octets of a chunk have come.
  mutating func finish(_ transaction: consuming Transaction, _ chunk: Chunk) -> SMTPAction {
    guard chunk.isLast else {
      phase = .open(transaction)
      return .reply(.received(octets: chunk.size))
    }
    let data = transaction.chunks.take()?.finish() ?? []
    phase = .storing
    return .store(transaction.message(helo: helo, data: data, lacksFinalLineBreak: false))
  }
}
