import Bytes

/// Reads the fields of a header section one after the other, as MailHog does.
///
/// A line that is no field is passed over and does not end the field before it, unless it begins with white space: then
/// it goes on with that field. An empty name is a name, but nothing can be folded onto it.
///
/// Not a `Sequence`, because it takes the bytes of the message with every step and so never keeps them.
public struct HeaderReader: Sendable {
  /// What stands between a field's name and its value.
  public enum Separator: Sendable {
    /// A colon, and a space that does not count if there is one (RFC 5322 section 2.2).
    case colon
    /// A colon and a space: a line with a colon alone is no field to MailHog.
    case colonAndSpace
  }

  /// Whether a field so far had no space behind its colon, so that the other separator reads the section differently.
  ///
  /// Known only when reading by the colon alone.
  public private(set) var sawBareColon = false

  private let separator: Separator
  private var lines: HeaderLines
  /// The field whose end is not found yet.
  private var open: SentField?

  /// Begins at the start of `section`, which lies between line ends.
  public init(_ section: Range<Int>, separator: Separator) {
    self.separator = separator
    lines = HeaderLines(section)
  }

  /// The next field, or nil behind the last.
  public mutating func next(in bytes: Span<UInt8>) -> SentField? {
    while let line = lines.next(in: bytes) {
      if let field = open, !field.name.isEmpty, HeaderLines.isFolded(line, in: bytes) {
        open?.value.extend(through: line)
      } else if let field = field(in: line, of: bytes) {
        let last = open
        open = field
        if let last { return last }
      }
    }
    let last = open
    open = nil
    return last
  }

  /// Where name and value stand in `line`, or nil if it is no field.
  private mutating func field(in line: Range<Int>, of bytes: Span<UInt8>) -> SentField? {
    let text = bytes.extracting(..<line.upperBound)
    var position = line.lowerBound
    while let colon = Scan.firstIndex(of: UInt8(ascii: ":"), in: text, from: position) {
      let name = line.lowerBound..<colon
      position = colon + 1
      if position < text.count, text[position] == ASCII.space {
        return SentField(name: name, value: FoldedValue(position + 1..<text.count))
      }
      switch separator {
      case .colon:
        sawBareColon = true
        return SentField(name: name, value: FoldedValue(position..<text.count))
      case .colonAndSpace:
        continue
      }
    }
    return nil
  }
}
