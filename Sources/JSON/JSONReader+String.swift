import Bytes

extension JSONReader {
  /// The string at hand, without its escapes (RFC 8259 section 7).
  mutating func string() throws(JSONError) -> ByteString {
    let opening = position
    position += 1
    var content: [UInt8] = []
    while true {
      let end = endOfPlainCharacters()
      content.append(copying: text.span.extracting(position..<end))
      position = end
      switch next {
      case nil: throw JSONError(reason: .endlessString, offset: opening)
      case UInt8(ascii: "\"")?:
        position += 1
        return ByteString(content)
      case UInt8(ascii: "\\")?: try escape(into: &content)
      case (..<0x20)?: throw error(.controlCharacter)
      default:
        content += "\u{FFFD}".utf8
        position += 1
      }
    }
  }

  /// The next place of what ends a string, is escaped, or is no character at all.
  private func endOfPlainCharacters() -> Int {
    let span = text.span
    var place = position
    while place < span.count {
      switch span[place] {
      case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"): return place
      case ..<0x80: place += 1
      default:
        guard let scalar = UTF8Scalar(in: span, at: place) else { return place }
        place += scalar.length
      }
    }
    return place
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    let backslash = position
    position += 1
    switch next {
    case UInt8(ascii: "\"")?, UInt8(ascii: "\\")?, UInt8(ascii: "/")?: content.append(text[position])
    case UInt8(ascii: "b")?: content.append(0x08)
    case UInt8(ascii: "f")?: content.append(0x0C)
    case UInt8(ascii: "n")?: content.append(ASCII.lineFeed)
    case UInt8(ascii: "r")?: content.append(ASCII.carriageReturn)
    case UInt8(ascii: "t")?: content.append(ASCII.tab)
    case UInt8(ascii: "u")?:
      position += 1
      content += "\(try escapedScalar())".utf8
      return
    default: throw JSONError(reason: .unknownEscape, offset: backslash)
    }
    position += 1
  }

  /// What stands behind `\u`, together with a second escape if the two are a surrogate pair.
  ///
  /// A surrogate alone is U+FFFD; an escape behind it that is not its other half stands for itself.
  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    let unit = try codeUnit()
    guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    var ahead = self
    guard ahead.skip(UInt8(ascii: "\\")), ahead.skip(UInt8(ascii: "u")),
      let second = try? ahead.codeUnit(), UTF16.isTrailSurrogate(second)
    else { return "\u{FFFD}" }
    position = ahead.position
    let value = 0x1_0000 + UInt32(unit & 0x3FF) << 10 + UInt32(second & 0x3FF)
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private mutating func codeUnit() throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = next?.hexDigitValue else { throw error(.missingHexDigit) }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
