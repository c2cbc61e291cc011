/// Which bytes may stand in a JSON string as they are (RFC 8259 section 7), and which not.
///
/// Besides what JSON demands, `<`, `>` and `&` are escaped, so that the text is also safe inside HTML, and U+2028 and
/// U+2029, so that it is also JavaScript. Go's encoder does the same, and MailHog's clients have only ever seen that.
enum JSONCharacters {
  /// Where the bytes from the start of `range` on stop to be characters that stand for themselves.
  ///
  /// Looks no further than the sequence that `limit` falls into.
  static func cleanRun(in bytes: Span<UInt8>, _ range: Range<Int>, limit: Int) -> Int {
    var position = range.lowerBound
    // The end of a line is two escapes in a row: no block is worth scanning there.
    if position < limit && bytes[position] < 0x80 && isSpecial(bytes[position]) { return position }
    while position < limit {
      position = firstSpecial(in: bytes, position..<limit)
      // Text in other alphabets comes in runs: go through them without scanning a block for each letter.
      while position < limit && bytes[position] >= 0x80 {
        let length = sequenceLength(in: bytes, at: position, end: range.upperBound)
        if length == 0 || length == 3 && isSeparator(in: bytes, at: position) { return position }
        position += length
      }
      if position < limit && isSpecial(bytes[position]) { return position }
    }
    return position
  }

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

  /// The length of the UTF-8 sequence of more than one byte that begins at `position`, or 0 if it is malformed.
  ///
  /// Overlong forms, surrogates and what lies above U+10FFFF are malformed (RFC 3629 section 4), and so is a sequence
  /// that `end` cuts short.
  static func sequenceLength(in bytes: Span<UInt8>, at position: Int, end: Int) -> Int {
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch bytes[position] {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0...0)
      }
    guard length > 0, end - position >= length, second.contains(bytes[position + 1]) else { return 0 }
    for index in 2..<max(length, 2) where bytes[position + index] & 0xC0 != 0x80 { return 0 }
    return length
  }

  private static func isSeparator(in bytes: Span<UInt8>, at position: Int) -> Bool {
    bytes[position] == 0xE2 && bytes[position + 1] == 0x80 && bytes[position + 2] & 0xFE == 0xA8
  }
}
