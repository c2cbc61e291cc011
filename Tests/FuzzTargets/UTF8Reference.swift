import Bytes

/// UTF-8 as the standard library reads it, one character at a time: slow, and independent of what is under test.
package enum UTF8Reference {
  /// The character at `index` and its length; nil and 1 for a byte that belongs to none.
  static func character(in bytes: [UInt8], at index: Int) -> (scalar: Unicode.Scalar?, length: Int) {
    guard bytes[index] >= 0x80 else { return (Unicode.Scalar(bytes[index]), 1) }
    for length in 2...4 where index + length <= bytes.count {
      let span = bytes.span.extracting(index..<index + length)
      guard let text = try? UTF8Span(validating: span) else { continue }
      return (String(copying: text).unicodeScalars.first, length)
    }
    return (nil, 1)
  }

  /// The text of `bytes`, in which a U+FFFD stands for every byte that belongs to no character.
  package static func lossy(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    forEachCharacter(of: bytes) { scalar, range in
      if scalar == nil { text += "\u{FFFD}".utf8 } else { text += bytes[range] }
    }
    return text
  }

  /// The text of `bytes` with every letter in one of its spellings, and other bytes as they are.
  package static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    var text: [UInt8] = []
    forEachCharacter(of: bytes) { scalar, range in
      guard let scalar else { return text += bytes[range] }
      text += letter(of: scalar).utf8
    }
    return text
  }

  /// What a letter's capital is in lower case.
  private static func letter(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    let exceptions: [Unicode.Scalar: Unicode.Scalar] = [
      "ı": "ı", "\u{FB05}": "\u{FB06}", "\u{1FD3}": "\u{390}", "\u{1FE3}": "\u{3B0}",
    ]
    if let letter = exceptions[scalar] { return letter }
    let capitals = scalar.properties.uppercaseMapping.unicodeScalars
    let capital = capitals.count == 1 ? capitals.first ?? scalar : scalar
    return capital.properties.lowercaseMapping.unicodeScalars.first ?? capital
  }

  private static func forEachCharacter(of bytes: [UInt8], _ body: (Unicode.Scalar?, Range<Int>) -> Void) {
    var index = 0
    while index < bytes.count {
      let (scalar, length) = character(in: bytes, at: index)
      body(scalar, index..<index + length)
      index += length
    }
  }
}
