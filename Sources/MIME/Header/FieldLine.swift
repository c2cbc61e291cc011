import Bytes

/// What a line may be in a header section.
enum FieldLine: Equatable {
  /// The first line of a field, with the place of its colon.
  case field(colon: Int)
  /// A line that goes on with the field before it.
  case folded
  /// Nothing: the section ends in front of it.
  case empty
  /// No header field.
  case foreign

  /// Says what the line at `line`, without its line break, is.
  ///
  /// A name is what RFC 5322 section 2.2 allows; section 4.5.8 allows white space before the colon.
  init(_ line: Range<Int>, in bytes: Span<UInt8>) {
    guard let start = line.first else { self = .empty; return }
    if bytes[start].isASCIIBlank { self = .folded; return }
    var position = start
    while position < line.upperBound, (0x21...0x7E).contains(bytes[position]),
      bytes[position] != UInt8(ascii: ":")
    {
      position += 1
    }
    while position < line.upperBound, position > start, bytes[position].isASCIIBlank { position += 1 }
    self =
      position < line.upperBound && bytes[position] == UInt8(ascii: ":") ? .field(colon: position) : .foreign
  }
}
