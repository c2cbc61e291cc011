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
    var reader = FlowedReader(deletesSpace: deletesSpace)
    var joined: [UInt8] = []
    joined.reserveCapacity(text.count)
    reader.read(text, isLast: true, into: &joined)
    return ByteString(joined)
  }
}
