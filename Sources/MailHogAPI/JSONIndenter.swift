public import Bytes

/// Indents compact JSON on its way to a buffer, as Go's `json.MarshalIndent` lays it out with two spaces.
///
/// Takes any cut of the text, so that what makes it need not make all of it at once. The text must be JSON: nothing is
/// checked.
public struct JSONIndenter: Sendable {
  private enum Place: Sendable {
    /// Between the strings.
    case structure
    /// In a string.
    case string
    /// In a string, behind a backslash.
    case escape
  }

  private static let step: StaticString = "  "

  private let lineBreak: StaticString
  private var place = Place.structure
  private var depth = 0
  /// Whether the last thing was an opening bracket: nothing is put into it if it is closed at once.
  private var isInEmpty = false

  /// An indenter that begins each further line with `lineBreak`, a line feed and what may have to stand in front of it.
  public init(lineBreak: StaticString = "\n") {
    self.lineBreak = lineBreak
  }

  /// Adds the next bytes of a text.
  public mutating func write(_ text: Span<UInt8>, into buffer: inout ByteBuffer) {
    var position = 0
    while position < text.count {
      switch place {
      case .structure:
        write(structure: text[position], into: &buffer)
        position += 1
      case .string:
        let end = Self.endOfPlainRun(in: text, from: position)
        if end < text.count { place = text[end] == UInt8(ascii: "\\") ? .escape : .structure }
        let next = min(end + 1, text.count)
        buffer.append(contentsOf: text.extracting(position..<next))
        position = next
      case .escape:
        buffer.append(text[position])
        position += 1
        place = .string
      }
    }
  }

  private mutating func write(structure byte: UInt8, into buffer: inout ByteBuffer) {
    let isClosing = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    if isClosing {
      depth = max(depth - 1, 0)
      if !isInEmpty { breakLine(in: &buffer) }
    } else if isInEmpty {
      breakLine(in: &buffer)
    }
    isInEmpty = false
    buffer.append(byte)
    switch byte {
    case UInt8(ascii: "\""): place = .string
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      isInEmpty = true
    case UInt8(ascii: ","): breakLine(in: &buffer)
    case UInt8(ascii: ":"): buffer.append(ASCII.space)
    default: break
    }
  }

  private func breakLine(in buffer: inout ByteBuffer) {
    buffer.append(lineBreak)
    for _ in 0..<depth { buffer.append(Self.step) }
  }

  /// Where the next quotation mark or backslash stands, or the end.
  private static func endOfPlainRun(in text: Span<UInt8>, from start: Int) -> Int {
    var position = start
    while position < text.count, text[position] != UInt8(ascii: "\""), text[position] != UInt8(ascii: "\\") {
      position += 1
    }
    return position
  }
}
