public import Bytes

/// Paragraphs out of lines that were broken for transport (RFC 3676).
public enum FlowedText {
  /// Whether a type says `format=flowed`.
  static func isClaimed(by type: ParameterizedValue) -> Bool {
    type["format"].map { Scan.matches($0.bytes.span, lowercased: "flowed") } ?? false
  }

  /// Whether a type says `delsp=yes`.
  static func deletesSpace(_ type: ParameterizedValue) -> Bool {
    type["delsp"].map { Scan.matches($0.bytes.span, lowercased: "yes") } ?? false
  }

  /// Joins the lines of `text` that belong together; each line of the result ends with CRLF, except perhaps the last.
  ///
  /// - Parameters:
  ///   - text: UTF-8 that says `format=flowed`.
  ///   - deletesSpace: Whether the space that marks a soft break is no part of the text (`DelSp=yes`).
  /// - Returns: The text with its quotation marks (`>`) once for each paragraph.
  public static func join(_ text: Span<UInt8>, deletesSpace: Bool) -> ByteString {
    var joined = ByteBuffer(capacity: text.count)
    var lines = LineReader(text.indices)
    var openQuote: Int?
    while let line = lines.next(in: text) {
      var start = line.text.lowerBound
      while start < line.text.upperBound, text[start] == UInt8(ascii: ">") { start += 1 }
      let quote = start - line.text.lowerBound
      if start < line.text.upperBound, text[start] == ASCII.space { start += 1 }
      let content = text.extracting(start..<line.text.upperBound)
      if openQuote != quote {
        if openQuote != nil { joined.append("\r\n") }
        for _ in 0..<quote { joined.append(UInt8(ascii: ">")) }
        if quote > 0 { joined.append(" ") }
      }
      let isSignature = content.count == 3 && Scan.hasPrefix(content, "-- ")
      let isSoft = !isSignature && content.count > 0 && content[content.count - 1] == ASCII.space
      joined.append(contentsOf: content.extracting(..<(content.count - (isSoft && deletesSpace ? 1 : 0))))
      openQuote = isSoft ? quote : nil
      if !isSoft, line.next > line.text.upperBound { joined.append("\r\n") }
    }
    return ByteString(joined.take())
  }
}
