import Bytes

/// Brings the pieces of a head together; a head in one piece is read where it lies.
struct HeadCollector: Sendable {
  private var scanner = HeadScanner()
  private var kept = ByteBuffer()

  /// Whether nothing has come, or the empty line that some clients send behind a request's content.
  var isEmpty: Bool { kept.count == scanner.start }

  /// How many bytes it keeps.
  var count: Int { kept.count }

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
      return try head(rest, end: end, limits)
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
    return try head(bytes.span, end: end, limits)
  }

  private func head(_ bytes: Span<UInt8>, end: Int, _ limits: HTTPLimits) throws(Refusal) -> RequestHead {
    guard let line = scanner.line else { throw .badRequest }
    return try RequestHead(line, fields: bytes.extracting(scanner.fieldsStart..<end), limits: limits)
  }
}
