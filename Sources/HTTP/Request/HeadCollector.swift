import Bytes

/// Brings the pieces of a head together; a head in one piece is read where it lies.
struct HeadCollector: Sendable {
  private var scanner = HeadScanner()
  private var kept = ByteBuffer()

  /// Whether nothing has come, or the empty line that some clients send behind a request's content.
  var isEmpty: Bool { kept.count == scanner.start }

  /// Takes bytes up to the end of the head and reads it; nil if the end has not come.
  mutating func take(
    _ input: Span<UInt8>,
    from position: inout Int,
    limits: HTTPLimits
  ) throws(Refusal) -> RequestHead? {
    let rest = input.extracting(position..<input.count)
    guard !kept.isEmpty else {
      guard let end = try scanner.end(in: rest, limits: limits) else {
        kept.append(contentsOf: rest)
        position = input.count
        return nil
      }
      position += end
      return try RequestHead(parsing: rest.extracting(scanner.start..<end), limits: limits)
    }
    // What is kept passes the limit by one read at the most.
    let before = kept.count
    kept.append(contentsOf: rest)
    let bytes = kept.bytes
    guard let end = try scanner.end(in: bytes.span, limits: limits) else {
      position = input.count
      return nil
    }
    position += end - before
    return try RequestHead(parsing: bytes.span.extracting(scanner.start..<end), limits: limits)
  }
}
