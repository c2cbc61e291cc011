import Bytes
import MailStore
import MaildirStore

/// Reads the input as a file of MailHog's, as one that was delivered, as an index and as one of its records.
enum MaildirCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    try checkFile(input)
    try checkDelivered(input)
    try checkIndex(IndexScan.heading.bytes + input)
    try checkIndex(IndexScan.heading.bytes + record(input))
  }

  private static func checkFile(_ input: [UInt8]) throws(Finding) {
    guard let file = MailHogFile(reading: input.span) else { return }
    try require(file.start <= input.count, "the message begins within the file")
    let head = MailHogFile.head(of: file.envelope)
    let again = MailHogFile(reading: head.span)
    try require(again?.envelope == file.envelope, "an envelope that was read is written and read again")
    try require(again?.start == head.count, "a head ends where it ends")
    for length in 0..<file.start {
      let part = MailHogFile(reading: input.span.extracting(..<length))
      try require(part == nil, "half a head is none")
    }
  }

  private static func checkDelivered(_ input: [UInt8]) throws(Finding) {
    let file = DeliveredFile(reading: input.span)
    var last: UInt8 = 0
    for byte in file.data {
      try require(byte != ASCII.lineFeed || last == ASCII.carriageReturn, "every line ends with CRLF")
      last = byte
    }
    let count = input.count { $0 != ASCII.carriageReturn && $0 != ASCII.lineFeed }
    let kept = file.data.count { $0 != ASCII.carriageReturn && $0 != ASCII.lineFeed }
    try require(kept == count, "nothing but line ends changes")
    for recipient in file.envelope.recipients {
      try require(!recipient.address.isEmpty, "no recipient is nobody")
    }
  }

  private static func checkIndex(_ bytes: [UInt8]) throws(Finding) {
    var scan = IndexScan()
    var end = IndexScan.heading.count
    while let (facts, range) = scan.next({ slice($0, of: bytes) }) {
      try require(range.lowerBound == end && range.upperBound <= bytes.count, "records follow each other")
      end = range.upperBound
      try require(
        IndexRecord.facts(in: IndexRecord.bytes(of: facts)) == facts,
        "facts are written and read again"
      )
    }
    try require(scan.end == end, "the scan stops behind the last whole record")
  }

  private static func slice(_ range: Range<Int>, of bytes: [UInt8]) -> [UInt8] {
    Array(bytes[min(range.lowerBound, bytes.count)..<min(range.upperBound, bytes.count)])
  }

  /// The input as what a record with the right checksum says, so that more than checksums is tested.
  private static func record(_ input: [UInt8]) -> [UInt8] {
    let (count, sum) = (UInt32(clamping: input.count), Checksum.of(input.span))
    let head =
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: count >> $0) }
      + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: sum >> $0) }
    return head + input
  }
}
