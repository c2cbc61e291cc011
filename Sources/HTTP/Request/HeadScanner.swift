import Bytes

/// Reads the request line, finds the empty line that ends a head, and looks at no byte twice however many pieces the head comes in.
///
/// Every line must end with CRLF: where one server takes a bare LF for a line end and another does not, a request can be
/// hidden in a field (RFC 9112 sections 2.2 and 11.2). For the same reason a request line is judged as soon as it has come:
/// to a server of HTTP/0.9 it is a whole request.
struct HeadScanner: Sendable {
  /// Where the request line begins: behind the one empty line that a client may send first.
  private(set) var start = 0
  /// The request line, once it has come.
  private(set) var line: RequestLine?
  /// Where the fields begin.
  private(set) var fieldsStart = 0
  private var lineStart = 0
  private var scanned = 0

  /// The end of the head in `bytes`, which begin with those of the call before; nil if there is more to come.
  mutating func end(in bytes: Span<UInt8>, limits: HTTPLimits) throws(Refusal) -> Int? {
    if scanned == 0, !bytes.isEmpty {
      // A client that talks TLS or another protocol may never send a line end.
      guard bytes[0].isTokenCharacter || bytes[0] == ASCII.carriageReturn else { throw .badRequest }
    }
    while let lineFeed = Scan.firstIndex(of: ASCII.lineFeed, in: bytes, from: scanned) {
      try check(lineFeed + 1, limits)
      guard lineFeed > lineStart, bytes[lineFeed - 1] == ASCII.carriageReturn else { throw .badRequest }
      let isEmpty = lineFeed == lineStart + 1
      let isFirst = lineStart == start
      lineStart = lineFeed + 1
      scanned = lineStart
      guard isEmpty else {
        if isFirst { try take(line: bytes.extracting(start..<lineFeed - 1), end: lineStart) }
        continue
      }
      guard isFirst else { return lineStart }
      guard start == 0 else { throw .badRequest }
      start = lineStart
    }
    try check(bytes.count, limits)
    scanned = bytes.count
    return nil
  }

  private mutating func take(line: Span<UInt8>, end: Int) throws(Refusal) {
    self.line = try RequestLine(parsing: line)
    fieldsStart = end
  }

  private func check(_ end: Int, _ limits: HTTPLimits) throws(Refusal) {
    if lineStart == start, end - start > limits.requestLine { throw .uriTooLong }
    if end - start > limits.head { throw .fieldsTooLarge }
  }
}
