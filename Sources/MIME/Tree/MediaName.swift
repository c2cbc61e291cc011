import Bytes

/// The type and the subtype of a `Content-Type`, told apart without copying.
struct MediaName {
  private let text: Range<Int>
  private let slash: Int?

  /// Reads what stands before the first semicolon, comment or white space of `value`.
  init(_ value: Range<Int>, in bytes: Span<UInt8>) {
    var start = value.lowerBound
    while start < value.upperBound {
      if bytes[start] <= ASCII.space {
        start += 1
      } else if bytes[start] == UInt8(ascii: "(") {
        start = Comment.end(from: start, in: bytes.extracting(..<value.upperBound))
      } else {
        break
      }
    }
    var end = start
    var slash: Int?
    while end < value.upperBound, bytes[end] > ASCII.space, bytes[end] != UInt8(ascii: ";"),
      bytes[end] != UInt8(ascii: "(")
    {
      if bytes[end] == UInt8(ascii: "/"), slash == nil { slash = end }
      end += 1
    }
    text = start..<end
    self.slash = slash
  }

  /// Whether the type is `type`, in lower case.
  func isType(_ type: StaticString, in bytes: Span<UInt8>) -> Bool {
    Scan.matches(bytes.extracting(text.lowerBound..<(slash ?? text.upperBound)), lowercased: type)
  }

  /// Whether the subtype is `subtype`, in lower case.
  func isSubtype(_ subtype: StaticString, in bytes: Span<UInt8>) -> Bool {
    guard let slash else { return false }
    return Scan.matches(bytes.extracting(slash + 1..<text.upperBound), lowercased: subtype)
  }

  /// Whether there are a type and a subtype.
  var isWhole: Bool {
    guard let slash else { return false }
    return slash > text.lowerBound && slash + 1 < text.upperBound
  }

  /// How a multipart of this subtype holds its parts.
  func multipart(in bytes: Span<UInt8>) -> Part.Multipart {
    if isSubtype("alternative", in: bytes) { return .alternative }
    if isSubtype("related", in: bytes) { return .related }
    if isSubtype("digest", in: bytes) { return .digest }
    if isSubtype("signed", in: bytes) { return .signed }
    if isSubtype("report", in: bytes) { return .report }
    return .mixed
  }

  /// What a leaf of this type is; what has no subtype is plain text (RFC 2045 section 5.2).
  func media(in bytes: Span<UInt8>) -> Part.Media {
    guard isWhole else { return isType("text", in: bytes) || text.isEmpty ? .plain : .other }
    guard isType("text", in: bytes) else { return .other }
    if isSubtype("plain", in: bytes) { return .plain }
    return isSubtype("html", in: bytes) ? .html : .text
  }
}
