/// How the spellings of a text in upper and lower case are made the same before they are compared.
///
/// The classes of letters are those of Unicode's simple case folding (CaseFolding.txt, status C and S): `σ`, `ς` and `Σ` are
/// one letter, `k` and the Kelvin sign, `s` and `ſ`. `ß` is not `ss`, and `ı` is not `i`. `İ` is `i`, which it is not there:
/// MailHog's search takes it so.
enum CaseFolding {
  /// Appends about `limit` bytes of folded text, and returns where in `bytes` the rest begins.
  ///
  /// One byte stays one byte, two become three at most, and what is not UTF-8 stays as it is.
  static func fold(_ bytes: Span<UInt8>, from start: Int, limit: Int, into folded: inout [UInt8]) -> Int {
    var position = start
    // The last character may pass the limit by the three bytes that follow its first.
    folded.append(addingCapacity: limit + 4) { output in
      while position < bytes.count, output.count < limit {
        let byte = bytes[position]
        guard byte > 0x7F, let scalar = UTF8Scalar(in: bytes, at: position) else {
          output.append(byte.asciiLowercased)
          position += 1
          continue
        }
        let letter = letter(of: scalar.value)
        if letter == scalar.value {
          for offset in 0..<scalar.length { output.append(bytes[position + offset]) }
        } else {
          for byte in (Unicode.Scalar(letter) ?? "\u{FFFD}").utf8 { output.append(byte) }
        }
        position += scalar.length
      }
    }
    return position
  }
}

extension CaseFolding {
  /// Where the first character beyond ASCII is that spells a letter of ASCII: the Kelvin sign, `ſ` or `İ`.
  static func firstSpellingOfASCII(in bytes: Span<UInt8>, from start: Int) -> Int? {
    let spellings: [StaticString] = ["\u{212A}", "ſ", "İ"]
    return spellings.compactMap { spelling in
      spelling.withUTF8Buffer { spelling in
        unsafe Scan.firstRange(of: Span(_unsafeElements: spelling), in: bytes, from: start)?.lowerBound
      }
    }.min()
  }

  /// The character that stands for all spellings of a letter; any other character stands for itself.
  static func letter(of value: UInt32) -> UInt32 {
    if value < UInt32(table.count) { return UInt32(table[Int(value)]) }
    // Kana, Han and Hangul, which have no case; asking spares looking for it.
    if (0x3000..<0xA640).contains(value) || (0xAC00..<0xFB00).contains(value) { return value }
    return Unicode.Scalar(value).map(letter) ?? value
  }

  /// What has case in most text: Latin, Greek, Cyrillic and their neighbors.
  private static let table: [UInt16] = (0..<0x3000).map { (value: UInt16) in
    Unicode.Scalar(value).map { UInt16(truncatingIfNeeded: letter(of: $0)) } ?? value
  }

  /// The simple lower case of the simple upper case, which is the same for all spellings of a letter, with five exceptions.
  private static func letter(of scalar: Unicode.Scalar) -> UInt32 {
    switch scalar {
    case "ı": return scalar.value
    case "\u{FB05}": return 0xFB06
    case "\u{1FD3}": return 0x0390
    case "\u{1FE3}": return 0x03B0
    default: return lowercase(of: uppercase(of: scalar)).value
    }
  }

  /// Where the full mapping has several characters, there is no simple one (or one that would not matter here).
  private static func uppercase(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.properties.changesWhenUppercased else { return scalar }
    let mapping = scalar.properties.uppercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first ?? scalar : scalar
  }

  /// Only the full mapping of `İ` has two characters, and its simple mapping is the first: the fifth exception.
  private static func lowercase(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.properties.changesWhenLowercased else { return scalar }
    return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }
}
