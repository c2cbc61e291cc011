import Bytes

extension JSONReader {
  /// The number at hand (RFC 8259 section 6).
  mutating func number() throws(JSONError) -> JSONNumber {
    let start = position
    _ = skip(UInt8(ascii: "-"))
    if skip(UInt8(ascii: "0")) {
      if let byte = next, byte.isASCIIDigit { throw error(.leadingZero) }
    } else {
      try digits()
    }
    if skip(UInt8(ascii: ".")) { try digits() }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
      try digits()
    }
    return JSONNumber(ByteString(copying: text.span.extracting(start..<position)))
  }

  private mutating func digits() throws(JSONError) {
    guard let first = next, first.isASCIIDigit else { throw error(.missingDigit) }
    while let byte = next, byte.isASCIIDigit { position += 1 }
  }
}
