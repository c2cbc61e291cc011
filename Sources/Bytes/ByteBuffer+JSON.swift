extension ByteBuffer {
  /// Adds `text` as a JSON string, quotation marks included.
  public mutating func append(jsonString text: ByteString) {
    append(jsonString: text.bytes.span)
  }

  /// Adds `text` as a JSON string, quotation marks included.
  public mutating func append(jsonString text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    _ = append(jsonCharactersOf: text, in: text.indices, target: .max)
    append(UInt8(ascii: "\""))
  }

  /// Adds the bytes of `range` as they stand between the quotation marks of a JSON string, until the buffer is full.
  ///
  /// Every byte that belongs to no UTF-8 sequence becomes a U+FFFD of its own. Writing a range in several calls, each
  /// from where the one before stopped, gives the same as one call.
  ///
  /// - Parameters:
  ///   - bytes: What `range` lies in.
  ///   - range: What to write. Nothing outside it is looked at.
  ///   - target: How many bytes the buffer shall hold. It ends up with a few more, or with fewer if the range ends.
  /// - Returns: Where in `bytes` the next call goes on, never inside of a UTF-8 sequence; the end of `range` if all of
  ///   it is written.
  public mutating func append(
    jsonCharactersOf bytes: Span<UInt8>,
    in range: Range<Int>,
    target: Int
  ) -> Int {
    let bytes = bytes.extracting(0..<range.upperBound)
    var position = range.lowerBound
    while position < bytes.count && count < target {
      let limit = position + min(bytes.count - position, target - count)
      let end = JSONCharacters.endOfCleanRun(in: bytes, from: position, limit: limit)
      if end > position {
        append(contentsOf: bytes.extracting(position..<end))
        position = end
      }
      if position < limit {
        position += append(jsonEscapeAt: position, in: bytes)
      }
    }
    return position
  }

  /// Adds the escape sequence for what stands at `position` and says how many bytes that was.
  private mutating func append(jsonEscapeAt position: Int, in bytes: Span<UInt8>) -> Int {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case ASCII.lineFeed: append("\\n")
    case ASCII.carriageReturn:
      guard position + 1 < bytes.count, bytes[position + 1] == ASCII.lineFeed else {
        append("\\r")
        return 1
      }
      append("\\r\\n")
      return 2
    case ASCII.tab: append("\\t")
    case UInt8(ascii: "<"): append("\\u003c")
    case UInt8(ascii: ">"): append("\\u003e")
    case UInt8(ascii: "&"): append("\\u0026")
    case 0..<0x80:
      append(byte < 0x10 ? "\\u000" : "\\u001")
      append(byte & 0x0F < 10 ? UInt8(ascii: "0") + byte & 0x0F : UInt8(ascii: "a") - 10 + byte & 0x0F)
    default:
      guard let scalar = UTF8Scalar(in: bytes, at: position) else {
        append("\\ufffd")
        return 1
      }
      // The only characters outside ASCII that are escaped are the line and paragraph separators.
      append(scalar.value == 0x2028 ? "\\u2028" : "\\u2029")
      return scalar.length
    }
    return 1
  }
}
