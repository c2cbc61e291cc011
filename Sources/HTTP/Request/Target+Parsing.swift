import Bytes
import HTTPTypes

extension Target {
  /// Reads a request target in origin, absolute or asterisk form (RFC 9112 section 3.2).
  ///
  /// The second value is the host and port of the absolute form. The authority form belongs to CONNECT alone, which is
  /// refused before.
  static func parse(
    _ text: Span<UInt8>,
    method: HTTPRequest.Method
  ) throws(Refusal) -> (Target, authority: ByteString?) {
    guard !text.isEmpty else { throw .badRequest }
    if text[0] == UInt8(ascii: "/") { return (try Target(origin: text), nil) }
    if text.count == 1, text[0] == UInt8(ascii: "*") {
      guard method == .options else { throw .badRequest }
      return (Target(path: "*"), nil)
    }
    let authorityStart = try schemeEnd(of: text)
    var authorityEnd = authorityStart
    while authorityEnd < text.count, text[authorityEnd].isHostCharacter { authorityEnd += 1 }
    guard authorityEnd > authorityStart else { throw .badRequest }
    let authority = ByteString(copying: text.extracting(authorityStart..<authorityEnd))
    let rest = text.extracting(authorityEnd..<text.count)
    guard !rest.isEmpty else { return (Target(path: method == .options ? "*" : "/"), authority) }
    if rest[0] == UInt8(ascii: "?") {
      let query = try Target(origin: rest).query
      return (Target(path: "/", query: query), authority)
    }
    guard rest[0] == UInt8(ascii: "/") else { throw .badRequest }
    return (try Target(origin: rest), authority)
  }

  /// Splits path and query, whose bytes are checked; an escape in the path must be a whole one.
  private init(origin text: Span<UInt8>) throws(Refusal) {
    var queryMark = text.count
    for index in text.indices {
      let byte = text[index]
      guard byte.isTargetCharacter else { throw .badRequest }
      if index >= queryMark { continue }
      if byte == UInt8(ascii: "?") {
        queryMark = index
      } else if byte == UInt8(ascii: "%") {
        guard index + 2 < text.count, text[index + 1].hexDigitValue != nil,
          text[index + 2].hexDigitValue != nil
        else { throw .badRequest }
      }
    }
    let path = ByteString(copying: text.extracting(0..<queryMark))
    guard queryMark < text.count else {
      self.init(path: path)
      return
    }
    self.init(path: path, query: ByteString(copying: text.extracting(queryMark + 1..<text.count)))
  }

  /// Where the authority behind `http://` or `https://` begins.
  private static func schemeEnd(of text: Span<UInt8>) throws(Refusal) -> Int {
    for scheme: StaticString in ["http://", "https://"] where text.count > scheme.utf8CodeUnitCount {
      let matches = scheme.withUTF8Buffer { scheme in
        (unsafe scheme.span).indices.allSatisfy { unsafe scheme[$0] == text[$0].asciiLowercased }
      }
      if matches { return scheme.utf8CodeUnitCount }
    }
    throw .badRequest
  }
}
