internal import Bytes
internal import MailStore

/// Which fields of a header section MailHog shows: of those that share a name the last, and all in the order of names.
enum ShownFields {
  /// How many fields are read; what is past them is in the raw data still.
  ///
  /// No mail comes near, and sorting stays cheap.
  static let limit = 10_000

  /// The fields of `section`, which lies between line ends.
  static func read(from section: Range<Int>, in bytes: Span<UInt8>) -> [SentField] {
    var reader = HeaderReader(section, separator: .colonAndSpace)
    var fields: [SentField] = []
    while fields.count < limit, let field = reader.next(in: bytes) { fields.append(field) }
    return lastOfEachName(fields, in: bytes)
  }

  /// The fields in the order of their names, without those that a later one of the same name replaces.
  private static func lastOfEachName(_ fields: [SentField], in bytes: Span<UInt8>) -> [SentField] {
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
}
