import Bytes

/// The versions that requests may have.
enum HTTPVersion: Equatable, Sendable {
  /// HTTP/1.0.
  case http10
  /// HTTP/1.1, or a later 1.x, which is to be read as the latest known (RFC 9110 section 2.5).
  case http11

  /// Reads the end of a request line (RFC 9112 section 2.3).
  init(parsing text: Span<UInt8>) throws(Refusal) {
    guard text.count == 8, text[0] == UInt8(ascii: "H"), text[1] == UInt8(ascii: "T"),
      text[2] == UInt8(ascii: "T"), text[3] == UInt8(ascii: "P"), text[4] == UInt8(ascii: "/"),
      text[5].isASCIIDigit, text[6] == UInt8(ascii: "."), text[7].isASCIIDigit
    else { throw .badRequest }
    guard text[5] == UInt8(ascii: "1") else { throw .versionNotSupported }
    self = text[7] == UInt8(ascii: "0") ? .http10 : .http11
  }
}
