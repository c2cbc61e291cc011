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
    let end = range.upperBound
    var position = range.lowerBound
    while position < end && count < target {
      let limit = position + min(end - position, target - count)
      let run = JSONCharacters.cleanRun(in: bytes, position..<end, limit: limit)
      if run > position {
        append(contentsOf: bytes.extracting(position..<run))
        position = run
      }
      if position < limit {
        position += append(jsonEscapeOf: bytes, at: position, end: end)
      }
    }
    return position
  }

  /// Adds the escape sequence for what stands at `position` and says how many bytes that was.
  private mutating func append(jsonEscapeOf bytes: Span<UInt8>, at position: Int, end: Int) -> Int {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case ASCII.lineFeed: append("\\n")
    case ASCII.carriageReturn:
      guard position + 1 < end, bytes[position + 1] == ASCII.lineFeed else {
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
      guard JSONCharacters.sequenceLength(in: bytes, at: position, end: end) == 3 else {
        append("\\ufffd")
        return 1
      }
      // The only sequences that are not copied are the line and paragraph separators.
      append(bytes[position + 2] == 0xA8 ? "\\u2028" : "\\u2029")
      return 3
    }
    return 1
  }
}
