/// The charset that Latin-1 is in practice: ISO 8859-1 with letters where that has control characters.
enum Windows1252 {
  /// Adds the UTF-8 form of `bytes`; every byte stands for a character (WHATWG Encoding, index windows-1252).
  static func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte > 0x7F else { text.append(byte); continue }
      let value = byte < 0xA0 ? special[Int(byte - 0x80)] : UInt16(byte)
      if value > 0x7FF { text.append(0xE0 | UInt8(truncatingIfNeeded: value >> 12)) }
      text.append(
        value > 0x7FF ? 0x80 | UInt8(value >> 6 & 0x3F) : 0xC0 | UInt8(truncatingIfNeeded: value >> 6)
      )
      text.append(0x80 | UInt8(value & 0x3F))
    }
  }

  /// What 0x80 to 0x9F stand for.
  private static let special: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]
}
