import Bytes
import HTTPTypes

/// The contents that a client has already (RFC 9110 section 13.1.2).
enum IfNoneMatch: Equatable, Sendable {
  /// Whatever there is.
  case anything
  /// Those with one of these tags.
  ///
  /// Whether a tag came as a weak one is not kept: here weak and strong ones compare alike (RFC 9110 section 8.8.3.2).
  case tags([EntityTag])

  /// What the fields say; nil if they do not say it.
  ///
  /// What breaks the grammar ends a list. At worst the client is sent what it has.
  init?(_ fields: HTTPFields) {
    let values = fields[fields: .ifNoneMatch].map { Array($0.value.utf8) }
    guard !values.isEmpty else { return nil }
    if values == [Array("*".utf8)] {
      self = .anything
    } else {
      self = .tags(values.flatMap { Self.tags(in: $0.span) })
    }
  }

  /// Whether the client has the content of that tag.
  func includes(_ tag: EntityTag) -> Bool {
    switch self {
    case .anything: true
    case .tags(let tags): tags.contains(tag)
    }
  }

  private static func tags(in list: Span<UInt8>) -> [EntityTag] {
    var tags: [EntityTag] = []
    var position = 0
    while position < list.count {
      if list[position].isASCIIBlank || list[position] == UInt8(ascii: ",") {
        position += 1
      } else if let tag = tag(in: list, at: &position) {
        tags.append(tag)
      } else {
        break
      }
    }
    return tags
  }

  /// Reads `"…"` or `W/"…"`, and whatever blanks and comma follow, which may not lack.
  private static func tag(in list: Span<UInt8>, at position: inout Int) -> EntityTag? {
    var start = position
    if list.count - start > 2, list[start] == UInt8(ascii: "W"), list[start + 1] == UInt8(ascii: "/") {
      start += 2
    }
    guard list[start] == UInt8(ascii: "\""),
      let end = Scan.firstIndex(of: UInt8(ascii: "\""), in: list, from: start + 1)
    else { return nil }
    position = end + 1
    while position < list.count, list[position].isASCIIBlank { position += 1 }
    guard position == list.count || list[position] == UInt8(ascii: ",") else { return nil }
    return EntityTag(ByteString(copying: list.extracting(start + 1..<end)))
  }
}
