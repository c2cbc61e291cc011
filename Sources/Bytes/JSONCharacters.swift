/// Which bytes may stand in a JSON string as they are (RFC 8259 section 7), and which not.
///
/// Besides what JSON demands, `<`, `>` and `&` are escaped, so that the text is also safe inside HTML, and U+2028 and
/// U+2029, so that it is also JavaScript. Go's encoder does the same, and MailHog's clients have only ever seen that.
enum JSONCharacters {
  /// Where the bytes from `start` on stop to be characters that stand for themselves.
  ///
  /// Looks no further than the character that `limit` falls into.
  static func endOfCleanRun(in bytes: Span<UInt8>, from start: Int, limit: Int) -> Int {
    var position = start
    // Escapes often follow each other: no block is worth scanning there.
    if position < limit && bytes[position] < 0x80 && isSpecial(bytes[position]) { return position }
    while position < limit {
      position = firstSpecial(in: bytes, position..<limit)
      // Text in other alphabets comes in runs: go through them without scanning a block for each letter.
      while position < limit && bytes[position] >= 0x80 {
        guard let scalar = UTF8Scalar(in: bytes, at: position), !isSeparator(scalar) else { return position }
        position += scalar.length
      }
      if position < limit && isSpecial(bytes[position]) { return position }
    }
    return position
  }

  private static func isSeparator(_ scalar: UTF8Scalar) -> Bool { scalar.value & ~1 == 0x2028 }

  /// Where the first byte of `range` stands that is to be escaped, or is no ASCII.
  private static func firstSpecial(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var position = range.lowerBound
    unsafe bytes.withUnsafeBytes { buffer in
      while range.upperBound - position >= 32 {
        let block = unsafe buffer.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
        let offset = Self.firstSpecial(in: block)
        position += offset
        if offset < 32 { return }
      }
    }
    while position < range.upperBound && !isSpecial(bytes[position]) { position += 1 }
    return position
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x80...0xFF: true
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): true
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): true
    default: false
    }
  }

  /// As above, of 32 bytes at once: the place of the first, or 32.
  ///
  /// The lanes are 64 bits wide because the standard library's comparisons of narrow lanes are calls, and a hundred
  /// times slower. No sum passes the byte it is in, so the answer is exact.
  @inline(__always)
  private static func firstSpecial(in block: SIMD4<UInt64>) -> Int {
    @inline(__always)
    func every(_ byte: UInt64) -> SIMD4<UInt64> { SIMD4(repeating: byte &* 0x0101_0101_0101_0101) }
    let low = every(0x7F)
    let ascii = block & low
    // Adding 0x7F sets the high bit of what is not zero. A quotation mark and an ampersand differ in one bit, and so do
    // the angle brackets.
    let quote = ((ascii | every(0x04)) ^ every(0x26)) &+ low
    let angle = ((ascii | every(0x02)) ^ every(0x3E)) &+ low
    let backslash = (ascii ^ every(0x5C)) &+ low
    let control = (ascii & every(0x60)) &+ low
    let special = (~(quote & angle & backslash & control) | block) & ~low
    guard special[0] | special[1] | special[2] | special[3] != 0 else { return 32 }
    var index = 0
    while special[index] == 0 { index += 1 }
    return index * 8 + UInt64(littleEndian: special[index]).trailingZeroBitCount / 8
  }
}
