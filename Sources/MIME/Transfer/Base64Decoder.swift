import Bytes

/// Decodes Base64 in mail, where line breaks and foreign characters do not count (RFC 2045 section 6.8).
///
/// Padding ends a group and not the content: some senders join pieces that were encoded apart. What is missing at the end
/// is taken as padding. A character more than whole octets is dropped.
struct Base64Decoder {
  /// The bits of an unfinished group.
  private var group: UInt32 = 0
  /// How many characters they came from, 0 to 3.
  private var digits = 0

  /// Decodes all of `text`.
  static func decode(_ text: Span<UInt8>) -> [UInt8] {
    var decoder = Base64Decoder()
    var decoded: [UInt8] = []
    _ = decoder.decode(text, from: 0, limit: .max, into: &decoded)
    return decoded
  }

  /// Adds about `limit` decoded bytes of `text`, and returns where the rest begins.
  mutating func decode(_ text: Span<UInt8>, from start: Int, limit: Int, into decoded: inout [UInt8]) -> Int {
    let end = limit < text.count ? start + min(text.count - start, limit / 3 * 4) : text.count
    // A flush adds up to two bytes for each group that is begun, so no input gives more than its length.
    decoded.append(addingCapacity: end - start + 3) { output in
      unsafe output.withUnsafeMutableBufferPointer { output, count in
        unsafe text.withUnsafeBufferPointer { text in
          unsafe decode(text, start..<end, into: output, count: &count)
          if end == text.count { unsafe flush(into: output, count: &count) }
        }
      }
    }
    return end
  }

  @inline(__always)
  private mutating func decode(
    _ text: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    into output: UnsafeMutableBufferPointer<UInt8>,
    count: inout Int
  ) {
    unsafe Self.values.withUnsafeBufferPointer { values in
      var position = range.lowerBound
      while position < range.upperBound {
        while digits == 0, position + 4 <= range.upperBound {
          let (first, second) = unsafe (values[Int(text[position])], values[Int(text[position + 1])])
          let (third, fourth) = unsafe (values[Int(text[position + 2])], values[Int(text[position + 3])])
          guard first | second | third | fourth < 64 else { break }
          let value = first << 18 | second << 12 | third << 6 | fourth
          unsafe output[count] = UInt8(truncatingIfNeeded: value >> 16)
          unsafe output[count + 1] = UInt8(truncatingIfNeeded: value >> 8)
          unsafe output[count + 2] = UInt8(truncatingIfNeeded: value)
          count += 3
          position += 4
        }
        guard position < range.upperBound else { return }
        unsafe take(text[position], values[Int(text[position])], into: output, count: &count)
        position += 1
      }
    }
  }

  /// Takes one character, whatever it is.
  @inline(__always)
  private mutating func take(
    _ character: UInt8,
    _ value: UInt32,
    into output: UnsafeMutableBufferPointer<UInt8>,
    count: inout Int
  ) {
    if character == UInt8(ascii: "=") { return unsafe flush(into: output, count: &count) }
    guard value < 64 else { return }
    group = group << 6 | value
    digits += 1
    guard digits == 4 else { return }
    unsafe output[count] = UInt8(truncatingIfNeeded: group >> 16)
    unsafe output[count + 1] = UInt8(truncatingIfNeeded: group >> 8)
    unsafe output[count + 2] = UInt8(truncatingIfNeeded: group)
    count += 3
    (group, digits) = (0, 0)
  }

  /// Adds what an unfinished group has in whole octets.
  private mutating func flush(into output: UnsafeMutableBufferPointer<UInt8>, count: inout Int) {
    if digits >= 2 {
      unsafe output[count] = UInt8(truncatingIfNeeded: group >> UInt32(6 * digits - 8))
      count += 1
    }
    if digits == 3 {
      unsafe output[count] = UInt8(truncatingIfNeeded: group >> 2)
      count += 1
    }
    (group, digits) = (0, 0)
  }

  /// What each byte stands for; 64 for none.
  private static let values: [UInt32] = (0...255).map { (byte: UInt8) in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: 64
    }
  }
}
