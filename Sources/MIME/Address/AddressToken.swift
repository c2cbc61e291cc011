import Bytes

/// What an address field is made of.
enum AddressToken: Equatable {
  /// A run of bytes that mean nothing else, dots included.
  case word([UInt8])
  /// What stood in quotation marks, without them and with its backslashes undone.
  case quoted([UInt8])
  /// What stood in parentheses.
  case comment([UInt8])
  /// What stood in square brackets, with them.
  case literal([UInt8])
  /// One of `<>,;:@`.
  case special(UInt8)
}

/// Splits an address field into tokens.
struct AddressLexer: ~Copyable, ~Escapable {
  private let bytes: Span<UInt8>
  private var position = 0
  /// Whether there was white space in front of the last token.
  private(set) var sawSpace = false

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  /// The next token, or nil at the end.
  mutating func next() -> AddressToken? {
    let start = position
    while position < bytes.count, bytes[position] <= ASCII.space { position += 1 }
    sawSpace = position > start
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""): return .quoted(delimited(by: UInt8(ascii: "\"")))
    case UInt8(ascii: "("): return .comment(comment())
    case UInt8(ascii: "["):
      return .literal(Array("[".utf8) + delimited(by: UInt8(ascii: "]")) + Array("]".utf8))
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "@"):
      position += 1
      return .special(byte)
    default: return .word(word())
    }
  }

  private mutating func word() -> [UInt8] {
    let start = position
    position += 1
    let ends: StaticString = "\"(<>,;:@["
    while position < bytes.count, bytes[position] > ASCII.space,
      !ends.withUTF8Buffer({ unsafe $0.contains(bytes[position]) })
    {
      position += 1
    }
    return Array(copying: bytes.extracting(start..<position))
  }

  /// All up to `end`, or up to the end of the field; a backslash quotes what is behind it.
  private mutating func delimited(by end: UInt8) -> [UInt8] {
    var text: [UInt8] = []
    position += 1
    while position < bytes.count, bytes[position] != end {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
      if bytes[position] != ASCII.carriageReturn, bytes[position] != ASCII.lineFeed {
        text.append(bytes[position])
      }
      position += 1
    }
    position = min(position + 1, bytes.count)
    return text
  }

  private mutating func comment() -> [UInt8] {
    let start = position + 1
    position = Comment.end(from: position, in: bytes)
    let isClosed = position > start && bytes[position - 1] == UInt8(ascii: ")")
    var text: [UInt8] = []
    var index = start
    while index < (isClosed ? position - 1 : position) {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < position - 1 { index += 1 }
      if bytes[index] != ASCII.carriageReturn, bytes[index] != ASCII.lineFeed { text.append(bytes[index]) }
      index += 1
    }
    return text
  }
}
