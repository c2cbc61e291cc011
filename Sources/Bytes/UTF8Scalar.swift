/// One character as it stands in UTF-8 (RFC 3629 section 4): no surrogates, no overlong forms.
public struct UTF8Scalar {
  /// Its number in Unicode.
  public let value: UInt32
  /// How many bytes it takes, 1 to 4.
  public let length: Int

  /// Reads the character that begins at `index`; nil if the bytes there are none.
  @inline(__always)
  public init?(in bytes: Span<UInt8>, at index: Int) {
    let first = bytes[index]
    let lowest: UInt32
    switch first {
    case 0x00...0x7F: (value, length) = (UInt32(first), 1); return
    case 0xC2...0xDF: (length, lowest) = (2, 0x80)
    case 0xE0...0xEF: (length, lowest) = (3, 0x800)
    case 0xF0...0xF4: (length, lowest) = (4, 0x10000)
    default: return nil
    }
    guard bytes.count - index >= length else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let next = bytes[index + offset]
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    guard value >= lowest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
    self.value = value
  }
}
