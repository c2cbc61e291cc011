import Bytes

/// What the tree needs to know of a header section, noted while its lines are read.
struct HeaderFacts {
  var contentType: Range<Int>?
  var contentDisposition: Range<Int>?
  var contentID: Range<Int>?
  var transferEncoding: Range<Int>?
  /// A bit for each name of `single` that was there.
  private var seen: UInt32 = 0

  /// Notes a field, unless one of its name was there.
  ///
  /// - Returns: Whether it stands again and must not.
  mutating func note(_ field: Field, in bytes: Span<UInt8>) -> Bool {
    guard let first = field.name.first else { return false }
    // Most fields of a message begin with other letters.
    let letters: StaticString = "bcdfimrst"
    guard letters.withUTF8Buffer({ unsafe $0.contains(bytes[first].asciiLowercased) }) else { return false }
    for index in Self.single.indices where field.isNamed(Self.single[index], in: bytes) {
      guard seen & 1 << UInt32(index) == 0 else { return true }
      seen |= 1 << UInt32(index)
      switch index {
      case 0: contentType = field.value
      case 1: contentDisposition = field.value
      case 2: contentID = field.value
      case 3: transferEncoding = field.value
      default: break
      }
      return false
    }
    return false
  }

  /// The fields that may stand once (RFC 5322 section 3.6, RFC 2045 section 3).
  private static let single: [StaticString] = [
    "content-type", "content-disposition", "content-id", "content-transfer-encoding", "from", "sender",
    "reply-to",
    "to", "cc", "bcc", "message-id", "in-reply-to", "references", "subject", "date", "mime-version",
  ]
}
