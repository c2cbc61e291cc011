public import Bytes

/// The beginning of a text in one line, for lists.
public enum Snippet {
  /// How many characters (Unicode scalars) it has at most.
  public static let length = 200

  /// The first characters of `text`, runs of white space made one space.
  ///
  /// - Parameter text: UTF-8.
  /// - Returns: UTF-8, cut at a character.
  public static func make(of text: Span<UInt8>) -> ByteString {
    var snippet: [UInt8] = []
    var characters = 0
    var isSpaced = false
    var position = 0
    while position < text.count, characters < length {
      let byte = text[position]
      let width = byte < 0x80 ? 1 : UTF8Scalar(in: text, at: position)?.length ?? 1
      if byte <= ASCII.space || byte == 0x7F || isNoBreakSpace(text, position) {
        isSpaced = !snippet.isEmpty
      } else {
        if isSpaced {
          snippet.append(ASCII.space)
          characters += 1
        }
        isSpaced = false
        guard characters < length else { break }
        for offset in 0..<width { snippet.append(text[position + offset]) }
        characters += 1
      }
      position += width
    }
    if snippet.last == ASCII.space { snippet.removeLast() }
    return ByteString(snippet)
  }

  private static func isNoBreakSpace(_ text: Span<UInt8>, _ position: Int) -> Bool {
    text[position] == 0xC2 && position + 1 < text.count && text[position + 1] == 0xA0
  }
}
