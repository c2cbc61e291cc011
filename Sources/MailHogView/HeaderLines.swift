internal import Bytes

/// Cuts a header section into fields the way MailHog does.
///
/// A field needs a colon and a space. A line without them is passed over, unless it begins with white space: then it
/// goes on with the last field before it. An empty name is a name, but nothing can be folded onto it.
enum HeaderLines {
  /// How many fields are shown; what is past them is in the raw data still.
  ///
  /// No mail comes near, and sorting stays cheap.
  static let fieldLimit = 10_000

  /// The fields of `section`, which lies between line ends, in the order in which they stand there.
  static func fields(of section: Range<Int>, in bytes: Span<UInt8>) -> [SentField] {
    var fields: [SentField] = []
    var position = section.lowerBound
    while position <= section.upperBound && fields.count < fieldLimit {
      guard let field = nextField(at: &position, of: section, in: bytes) else { break }
      fields.append(field)
    }
    return fields
  }

  /// The first field that begins at `position` or behind; moves `position` behind the field.
  private static func nextField(
    at position: inout Int,
    of section: Range<Int>,
    in bytes: Span<UInt8>
  ) -> SentField? {
    var field: SentField?
    while position <= section.upperBound {
      let line = position..<end(of: position, in: bytes, section: section.upperBound)
      if let open = field, !open.name.isEmpty, isFolded(line, in: bytes) {
        field = open.extended(to: line.upperBound)
      } else if let colon = separator(in: line, of: bytes) {
        if field != nil { return field }
        field = SentField(
          name: line.lowerBound..<colon,
          value: FoldedValue(range: colon + 2..<line.upperBound)
        )
      }
      position = line.upperBound + 2
    }
    return field
  }

  /// The fields in the order of their names, without those that a later one of the same name replaces.
  static func lastOfEachName(_ fields: [SentField], in bytes: Span<UInt8>) -> [SentField] {
    var sorted = fields
    // Of two with one name the later comes first, and is the one that stays.
    sorted.sort { left, right in
      let (leftName, rightName) = (bytes.extracting(left.name), bytes.extracting(right.name))
      if Scan.precedes(leftName, rightName) { return true }
      return !Scan.precedes(rightName, leftName) && left.name.lowerBound > right.name.lowerBound
    }
    var kept: [SentField] = []
    kept.reserveCapacity(sorted.count)
    for field in sorted {
      if let last = kept.last,
        !Scan.precedes(bytes.extracting(last.name), bytes.extracting(field.name))
      {
        continue
      }
      kept.append(field)
    }
    return kept
  }

  /// Where the line that begins at `start` ends: in front of its CRLF, or with the section.
  static func end(of start: Int, in bytes: Span<UInt8>, section end: Int) -> Int {
    Scan.firstLineEnd(in: bytes.extracting(start..<end)).map { start + $0 } ?? end
  }

  /// Whether `line` begins with white space.
  static func isFolded(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    !line.isEmpty && bytes[line.lowerBound].isASCIIBlank
  }

  /// Where the first `: ` of `line` stands.
  private static func separator(in line: Range<Int>, of bytes: Span<UInt8>) -> Int? {
    var position = line.lowerBound
    let line = bytes.extracting(droppingLast: bytes.count - line.upperBound)
    while let colon = Scan.firstIndex(of: UInt8(ascii: ":"), in: line, from: position) {
      if colon + 1 < line.count && line[colon + 1] == ASCII.space { return colon }
      position = colon + 1
    }
    return nil
  }
}
