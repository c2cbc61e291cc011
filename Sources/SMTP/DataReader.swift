import Bytes

/// Reads what follows DATA up to the line that is a single dot, and removes the dots that the client has stuffed.
///
/// RFC 5321 section 4.5.2. A line starts behind CRLF, or with the first octet, and nowhere else: a bare CR or LF is data
/// like any other, so that two servers never disagree on where a message ends.
struct DataReader {
  /// How far the end has been matched by the bytes so far.
  private enum Place {
    /// At the start of a line.
    case lineStart
    /// Within a line.
    case text
    /// Behind a CR, which is kept already.
    case carriageReturn
    /// Behind the dot that a line starts with, which is not kept.
    case dot
    /// Behind such a dot and a CR, neither of them kept.
    case dotCarriageReturn
  }

  private var place = Place.lineStart
  /// The message so far.
  private(set) var buffer: MessageBuffer

  /// A reader that fills this buffer.
  init(into buffer: MessageBuffer) {
    self.buffer = buffer
  }

  /// Takes bytes from `position` on, at most up to the end of the message, and says whether that was reached.
  mutating func read(_ input: Span<UInt8>, from position: inout Int) -> Bool {
    while position < input.count {
      let byte = input[position]
      switch place {
      case .lineStart where byte == UInt8(ascii: "."):
        place = .dot
        position += 1
      case .carriageReturn where byte == ASCII.lineFeed:
        buffer.append(input.extracting(position...position))
        place = .lineStart
        position += 1
      case .dot where byte == ASCII.carriageReturn:
        place = .dotCarriageReturn
        position += 1
      case .dotCarriageReturn where byte == ASCII.lineFeed:
        position += 1
        return true
      case .dotCarriageReturn:
        buffer.append([ASCII.carriageReturn].span)
        readText(input, from: &position)
      case .lineStart, .text, .carriageReturn, .dot:
        readText(input, from: &position)
      }
    }
    return false
  }

  /// The message without the CRLF in front of the final dot; nil if it was over the limit.
  consuming func finish() -> (data: [UInt8], lacksFinalLineBreak: Bool)? {
    guard !buffer.isOverLimit else { return nil }
    let isEmpty = buffer.bytes.isEmpty
    return (buffer.finish(dropping: 2), lacksFinalLineBreak: !isEmpty)
  }

  /// Takes the bytes up to the next line that starts with a dot, and that dot, or else all.
  private mutating func readText(_ input: Span<UInt8>, from position: inout Int) {
    let rest = input.extracting(position...)
    if let dot = LeadingDot.firstIndex(in: rest) {
      let isLast =
        dot + 2 < rest.count && rest[dot + 1] == ASCII.carriageReturn && rest[dot + 2] == ASCII.lineFeed
      buffer.append(rest.extracting(..<dot), isLast: isLast)
      place = .dot
      position += dot + 1
    } else {
      buffer.append(rest)
      place = Self.place(behind: rest)
      position = input.count
    }
  }

  private static func place(behind text: Span<UInt8>) -> Place {
    let last = text.count - 1
    if text[last] == ASCII.carriageReturn { return .carriageReturn }
    let isLineEnd = last > 0 && text[last] == ASCII.lineFeed && text[last - 1] == ASCII.carriageReturn
    return isLineEnd ? .lineStart : .text
  }
}
