package import Bytes

/// Walks through the bytes of an index, record by record, up to the first that is not whole.
package struct IndexScan {
  /// What an index begins with.
  ///
  /// MailHog takes every file in the folder for a message. To it, and to who looks into the file, this says what it is.
  package static let heading: ByteString =
    "HELO:<hoglet>\r\nFROM:<>\r\n\r\nSubject: An index of Hoglet\r\n\r\nWhat the files of messages cannot hold.\r\n\r\n"

  /// Where the records that were read end: from here on nothing is whole.
  package private(set) var end = 0

  /// Begins in front of the heading.
  package init() {}

  /// The next record and where it stands.
  ///
  /// - Parameter read: Returns the bytes of a range of the file, or as many as there are.
  /// - Returns: The record, or nil when there is no whole one.
  package mutating func next(
    _ read: (Range<Int>) -> [UInt8]
  ) -> (facts: MessageFacts, range: Range<Int>)? {
    if end == 0 {
      let heading = Self.heading.bytes
      guard read(heading.indices) == heading else { return nil }
      end = heading.count
    }
    let head = read(end..<end + IndexRecord.headSize)
    guard let length = IndexRecord.length(head: head) else { return nil }
    let range = end..<end + IndexRecord.headSize + length
    guard let facts = IndexRecord.facts(in: read(range)) else { return nil }
    end = range.upperBound
    return (facts, range)
  }
}
