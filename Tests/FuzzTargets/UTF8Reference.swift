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
    map(Array(bytes)) { scalar, _ in Array((scalar ?? "\u{FFFD}").utf8) }
  }

  /// The text of `bytes` with every character in its simple lower case, and other bytes as they are.
  package static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    map(Array(bytes)) { scalar, byte in
      guard let scalar else { return [byte] }
      return Array((scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar).utf8)
    }
  }

  private static func map(_ bytes: [UInt8], _ replace: (Unicode.Scalar?, UInt8) -> [UInt8]) -> [UInt8] {
    var mapped: [UInt8] = []
    mapped.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (scalar, length) = character(in: bytes, at: index)
      mapped += replace(scalar, bytes[index])
      index += length
    }
    return mapped
  }
}
