package import Bytes

/// Reads the addresses out of what people write: `Ann <a@example.org>, b@example.org (Bob), Team: c@example.org;`.
///
/// The forms of RFC 5322 section 3.4 with the obsolete ones, but only as far as it takes to find where an address begins
/// and ends. Names and comments are left out; what an address consists of is not checked.
package struct AddressList {
  private var addresses: [ByteString] = []
  /// What has come of a mailbox that has no brackets, or of the name in front of them.
  private var plain = AddressText()
  /// What has come between brackets.
  private var bracketed: AddressText?
  private var isInBrackets = false

  /// The addresses in `text`, which may be folded.
  package static func read(_ text: Span<UInt8>) -> [ByteString] {
    var list = AddressList()
    var position = 0
    while position < text.count { list.take(text, &position) }
    list.finish()
    return list.addresses
  }

  private mutating func take(_ text: Span<UInt8>, _ position: inout Int) {
    let byte = text[position]
    switch byte {
    case UInt8(ascii: "("): return Self.skipComment(text, &position)
    case UInt8(ascii: "\""): return append(Self.enclosed(text, &position, until: byte))
    case UInt8(ascii: "["): return append(Self.enclosed(text, &position, until: UInt8(ascii: "]")))
    case UInt8(ascii: "<"):
      // A comma has been forgotten.
      if bracketed != nil, !isInBrackets { finish() }
      bracketed = AddressText()
      isInBrackets = true
    case UInt8(ascii: ">"): isInBrackets = false
    case UInt8(ascii: ","), UInt8(ascii: ";"):
      // Between brackets a comma belongs to a route.
      if isInBrackets { append(CollectionOfOne(byte)) } else { finish() }
    case UInt8(ascii: ":"):
      // It ends the name of a group, or a route: neither is of use.
      if isInBrackets { bracketed = AddressText() } else { plain = AddressText() }
    case ASCII.space, ASCII.tab, ASCII.carriageReturn, ASCII.lineFeed: append(blank: ())
    default: append(CollectionOfOne(byte))
    }
    position += 1
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    if isInBrackets { bracketed?.append(bytes) } else { plain.append(bytes) }
  }

  private mutating func append(blank: Void) {
    if isInBrackets { bracketed?.hasBlank = true } else { plain.hasBlank = true }
  }

  private mutating func finish() {
    let address = (bracketed ?? plain).bytes
    if !address.isEmpty { addresses.append(ByteString(address)) }
    (plain, bracketed, isInBrackets) = (AddressText(), nil, false)
  }

  /// A quoted string or a domain literal with its marks; one that does not end takes the rest.
  private static func enclosed(_ text: Span<UInt8>, _ position: inout Int, until end: UInt8) -> [UInt8] {
    let start = position
    position += 1
    while position < text.count, text[position] != end {
      position += text[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position + 1, text.count)
    return Array(copying: text.extracting(start..<position))
  }

  /// A comment with all comments in it (RFC 5322 section 3.2.2).
  private static func skipComment(_ text: Span<UInt8>, _ position: inout Int) {
    var depth = 0
    repeat {
      switch text[position] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\\"): position += 1
      default: break
      }
      position += 1
    } while depth > 0 && position < text.count
    position = min(position, text.count)
  }
}

/// The text of an address while it is read: blanks around its dots and its `@` do not belong to it.
private struct AddressText {
  private(set) var bytes: [UInt8] = []
  /// Whether blanks have come since the last byte.
  var hasBlank = false

  mutating func append(_ more: some Collection<UInt8>) {
    if hasBlank, let last = bytes.last, let first = more.first, !last.bindsAddress, !first.bindsAddress {
      bytes.append(ASCII.space)
    }
    hasBlank = false
    bytes += more
  }
}

extension UInt8 {
  /// Whether this holds two parts of an address together.
  fileprivate var bindsAddress: Bool { self == UInt8(ascii: "@") || self == UInt8(ascii: ".") }
}
