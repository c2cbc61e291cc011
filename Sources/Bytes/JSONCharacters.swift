/// The characters of a JSON string (RFC 8259 section 7): which bytes stand as they are, and what becomes of the others.
///
/// Besides what JSON demands, `<`, `>` and `&` are escaped, so that the text is also safe inside HTML, and U+2028 and
/// U+2029, so that it is also JavaScript. Go's encoder does the same, and MailHog's clients have only ever seen that.
enum JSONCharacters {
  /// The most bytes that are written for what is read in one step.
  static let longestEscape = 6

  /// Writes what stands in `bytes` from `position` on, until at least `goal` bytes are written or the end is reached.
  ///
  /// - Parameters:
  ///   - bytes: What is read.
  ///   - position: Where to begin; then where to go on, never inside of a UTF-8 sequence.
  ///   - output: Has room for `goal` and `longestEscape` bytes, and nothing in it.
  ///   - goal: How many bytes to write, or a few more.
  static func write(
    _ bytes: Span<UInt8>,
    from position: inout Int,
    into output: inout OutputSpan<UInt8>,
    goal: Int
  ) {
    while position < bytes.count && output.count < goal {
      let byte = bytes[position]
      if byte >= 0x80 {
        writeScalars(at: &position, of: bytes, into: &output, goal: goal)
      } else if !isPlain(byte) {
        writeEscape(at: &position, of: bytes, into: &output)
      } else {
        position += copyPlain(from: position, of: bytes, into: &output, goal: goal)
      }
    }
  }

  /// Copies bytes as far as they stand for themselves, and says how many these are.
  private static func copyPlain(
    from start: Int,
    of bytes: Span<UInt8>,
    into output: inout OutputSpan<UInt8>,
    goal: Int
  ) -> Int {
    let limit = min(bytes.count - start, goal - output.count)
    var copied = 0
    unsafe output.withUnsafeMutableBufferPointer { room, count in
      let target = unsafe UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(room)[count...]
      )
      unsafe bytes.withUnsafeBytes { source in
        let source = unsafe UnsafeRawBufferPointer(rebasing: source[start...])
        while limit - copied >= 32 {
          let block = unsafe source.loadUnaligned(fromByteOffset: copied, as: SIMD4<UInt64>.self)
          // All of it: what is behind the first special byte is written over.
          unsafe target.storeBytes(of: block, toByteOffset: copied, as: SIMD4<UInt64>.self)
          let length = firstSpecial(in: block)
          copied += length
          if length < 32 { break }
        }
        while unsafe copied < limit && isPlain(source[copied]) {
          unsafe target[copied] = source[copied]
          copied += 1
        }
      }
      count += copied
    }
    return copied
  }

  /// Copies a run of characters beyond ASCII, or escapes the one that it begins with.
  private static func writeScalars(
    at position: inout Int,
    of bytes: Span<UInt8>,
    into output: inout OutputSpan<UInt8>,
    goal: Int
  ) {
    let end = endOfScalars(in: bytes, from: position, limit: position + goal - output.count)
    if end > position {
      copy(position..<end, of: bytes, into: &output)
      position = end
    } else if let separator = UTF8Scalar(in: bytes, at: position) {
      write(escape: UInt16(truncatingIfNeeded: separator.value), into: &output)
      position += separator.length
    } else {
      write(escape: 0xFFFD, into: &output)
      position += 1
    }
  }

  /// Where a run of characters beyond ASCII ends that stand for themselves.
  ///
  /// Single ones of ASCII, as between words, belong to it. The last may begin in front of `limit` and end behind it.
  private static func endOfScalars(in bytes: Span<UInt8>, from start: Int, limit: Int) -> Int {
    let limit = min(limit, bytes.count)
    var end = start
    while end < limit {
      if bytes[end] < 0x80 {
        guard isPlain(bytes[end]), end + 1 < limit, bytes[end + 1] >= 0x80 else { break }
        end += 1
      }
      guard let scalar = UTF8Scalar(in: bytes, at: end), scalar.value & ~1 != 0x2028 else { break }
      end += scalar.length
    }
    return end
  }

  private static func copy(_ range: Range<Int>, of bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
    unsafe output.withUnsafeMutableBufferPointer { room, count in
      let target = unsafe UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(room)[count...]
      )
      unsafe bytes.withUnsafeBytes { source in
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[range]))
      }
      count += range.count
    }
  }

  private static func writeEscape(
    at position: inout Int,
    of bytes: Span<UInt8>,
    into output: inout OutputSpan<UInt8>
  ) {
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): write(short: byte, into: &output)
    case ASCII.lineFeed: write(short: UInt8(ascii: "n"), into: &output)
    case ASCII.carriageReturn:
      write(short: UInt8(ascii: "r"), into: &output)
      // What nearly always follows.
      guard position < bytes.count, bytes[position] == ASCII.lineFeed else { return }
      position += 1
      write(short: UInt8(ascii: "n"), into: &output)
    case ASCII.tab: write(short: UInt8(ascii: "t"), into: &output)
    default: write(escape: UInt16(byte), into: &output)
    }
  }

  private static func write(short letter: UInt8, into output: inout OutputSpan<UInt8>) {
    output.append(UInt8(ascii: "\\"))
    output.append(letter)
  }

  private static func write(escape unit: UInt16, into output: inout OutputSpan<UInt8>) {
    write(short: UInt8(ascii: "u"), into: &output)
    output.append(UInt8(truncatingIfNeeded: unit >> 12).lastHexDigit)
    output.append(UInt8(truncatingIfNeeded: unit >> 8).lastHexDigit)
    output.append(UInt8(truncatingIfNeeded: unit >> 4).lastHexDigit)
    output.append(UInt8(truncatingIfNeeded: unit).lastHexDigit)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x80...0xFF: false
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
      false
    default: true
    }
  }

  /// Where the first byte stands that is to be escaped, or is no ASCII; or 32.
  ///
  /// The lanes are 64 bits wide because the standard library's comparisons of narrow lanes are calls, and a hundred
  /// times slower. What is borrowed from a byte's neighbor is only borrowed behind the first byte that is looked for.
  @inline(__always)
  private static func firstSpecial(in block: SIMD4<UInt64>) -> Int {
    @inline(__always)
    func every(_ byte: UInt64) -> SIMD4<UInt64> { SIMD4(repeating: byte &* 0x0101_0101_0101_0101) }
    // A byte of ASCII gets its high bit set when something larger is subtracted. A quotation mark and an ampersand
    // differ in one bit, and so do the angle brackets.
    let quote = ((block & every(0xFB)) ^ every(0x22)) &- every(1)
    let angle = ((block & every(0xFD)) ^ every(0x3C)) &- every(1)
    let backslash = (block ^ every(0x5C)) &- every(1)
    let control = block &- every(0x20)
    let special = (block | quote | angle | backslash | control) & every(0x80)
    guard special[0] | special[1] | special[2] | special[3] != 0 else { return 32 }
    var index = 0
    while special[index] == 0 { index += 1 }
    return index * 8 + UInt64(littleEndian: special[index]).trailingZeroBitCount / 8
  }
}
