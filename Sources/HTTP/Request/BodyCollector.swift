import Bytes

/// Brings the content of a request together, as its head says it is framed.
struct BodyCollector: Sendable {
  private enum Progress: Equatable, Sendable {
    /// So many bytes are missing.
    case length(remaining: Int)
    /// Chunks are being decoded.
    case chunked(ChunkedDecoder)
  }

  private var progress: Progress
  private var body = ByteBuffer()

  /// Awaits content; a length above the limit is refused before any of it is read.
  init(_ framing: ContentFraming, limits: HTTPLimits) throws(Refusal) {
    switch framing {
    case .length(let count):
      guard count <= limits.body else { throw .contentTooLarge }
      progress = .length(remaining: count)
      // Pages that no byte is written to cost nothing, so a client that only claims a length takes none.
      body = ByteBuffer(capacity: count)
    case .chunked:
      progress = .chunked(ChunkedDecoder())
    }
  }

  /// How many bytes of content have come.
  var count: Int { body.count }

  /// Takes bytes up to the end of the content, and says whether it has come.
  mutating func take(
    _ input: Span<UInt8>,
    from position: inout Int,
    limits: HTTPLimits
  ) throws(Refusal) -> Bool {
    switch progress {
    case .length(let remaining):
      let count = min(remaining, input.count - position)
      if count > 0 { body.append(contentsOf: input.extracting(position..<position + count)) }
      position += count
      progress = .length(remaining: remaining - count)
      return count == remaining
    case .chunked(var decoder):
      let isComplete = try decoder.decode(input, from: &position, into: &body, limits: limits)
      progress = .chunked(decoder)
      return isComplete
    }
  }

  /// Gives up the content.
  consuming func finish() -> [UInt8] { body.take() }
}
