/// How two spellings of a text are made the same before they are compared.
enum CaseFolding: Hashable, Sendable {
  /// `A`–`Z` become `a`–`z`; one byte stays one byte.
  case ascii
  /// Every character takes its simple lower case; what is not UTF-8 stays as it is.
  case unicode

  /// Appends about `limit` bytes of folded text, and returns where in `bytes` the rest begins.
  func fold(_ bytes: Span<UInt8>, from start: Int, limit: Int, into folded: inout [UInt8]) -> Int {
    var position = start
    // The last character may pass the limit by the three bytes that follow its first.
    folded.append(addingCapacity: limit + 4) { output in
      while position < bytes.count, output.count < limit {
        let byte = bytes[position]
        guard byte > 0x7F, self == .unicode, let scalar = UTF8Scalar(in: bytes, at: position) else {
          output.append(byte.asciiLowercased)
          position += 1
          continue
        }
        let lowercase = Self.lowercase(of: scalar.value)
        if lowercase == scalar.value {
          for offset in 0..<scalar.length { output.append(bytes[position + offset]) }
        } else {
          for byte in (Unicode.Scalar(lowercase) ?? "\u{FFFD}").utf8 { output.append(byte) }
        }
        position += scalar.length
      }
    }
    return position
  }
}

extension CaseFolding {
  /// The simple lower case of a character, or the character.
  static func lowercase(of value: UInt32) -> UInt32 {
    if value < UInt32(twoByteLowercase.count) { return UInt32(twoByteLowercase[Int(value)]) }
    // Most text up here is of scripts without case; asking first spares making a string.
    guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenLowercased else { return value }
    return mapped(scalar)
  }

  /// The lower case of all characters of one and two bytes: Latin, Greek, Cyrillic and their neighbors.
  private static let twoByteLowercase: [UInt16] = (0..<0x800).map { (value: UInt16) in
    guard let scalar = Unicode.Scalar(value) else { return value }
    return UInt16(truncatingIfNeeded: mapped(scalar))
  }

  /// The first character of the full mapping: only that of U+0130 has two, and its simple mapping is the first.
  private static func mapped(_ scalar: Unicode.Scalar) -> UInt32 {
    scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
  }
}
