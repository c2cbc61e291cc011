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
      // Escapes may fill the room before all of it is read: then there is another round.
      let goal = min(bytes.count - position, target - count, Self.jsonRound)
      append(upTo: goal + JSONCharacters.longestEscape) { output in
        JSONCharacters.write(bytes, from: &position, into: &output, goal: goal)
      }
    }
    return position
  }

  /// How many bytes one round writes, so that a text without an end in sight reserves no memory for all of it.
  private static let jsonRound = 64 * 1024
}
