extension Scan {
  /// How much of `bytes`, from the start, is UTF-8 (RFC 3629): all of it, or up to the first byte that belongs to no
  /// character.
  public static func lengthOfUTF8(in bytes: Span<UInt8>) -> Int {
    var position = 0
    while let special = firstNonASCII(in: bytes, from: position) {
      position = special
      while position < bytes.count, bytes[position] > 0x7F {
        guard let scalar = UTF8Scalar(in: bytes, at: position) else { return position }
        position += scalar.length
      }
    }
    return bytes.count
  }

  /// Where the character begins that the end of `bytes` cuts through; their count if it cuts through none.
  public static func startOfCutCharacter(in bytes: Span<UInt8>) -> Int {
    for length in 1..<4 where length <= bytes.count {
      let byte = bytes[bytes.count - length]
      guard byte & 0xC0 == 0x80 else {
        let wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        return wanted > length ? bytes.count - length : bytes.count
      }
    }
    return bytes.count
  }
}
