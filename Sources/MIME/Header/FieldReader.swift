import Bytes

/// Reads the fields of a header section one after the other.
///
/// Not a `Sequence`, because it takes the bytes of the message with every step and so never keeps them.
public struct FieldReader: Sendable {
  private var lines: LineReader

  /// Begins at the start of `section`, as a part of a tree has it.
  public init(_ section: Range<Int>) {
    lines = LineReader(section)
  }

  /// The next field, or nil behind the last.
  public mutating func next(in bytes: Span<UInt8>) -> Field? {
    while let line = lines.next(in: bytes) {
      guard case .field(let colon) = FieldLine(line.text, in: bytes) else { continue }
      var end = line.text.upperBound
      while let more = lines.peek(in: bytes), FieldLine(more.text, in: bytes) == .folded {
        end = more.text.upperBound
        lines.skip(to: more.next)
      }
      var name = line.text.lowerBound..<colon
      while let last = name.last, bytes[last].isASCIIBlank { name = name.dropLast() }
      return Field(name: name, value: colon + 1..<end)
    }
    return nil
  }
}
