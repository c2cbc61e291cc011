import Bytes
import MailStore
import MaildirStore
import Testing

@Suite struct `The index of what files cannot hold` {
  private static let plain = MessageFacts(
    name: "one",
    modified: 1,
    id: MessageID("one"),
    created: Timestamp(nanoseconds: .min, utcOffset: .min),
    lacksFinalLineBreak: true,
    envelope: nil
  )
  private static let full = MessageFacts(
    name: "hoglet-0123",
    modified: .max,
    id: MessageID("a/b\0c"),
    created: Timestamp(nanoseconds: -1, utcOffset: 19_800),
    lacksFinalLineBreak: false,
    envelope: Envelope(
      helo: "h\n",
      sender: .init("a@b", parameters: "RET=HDRS"),
      recipients: [.init("", parameters: ""), .init("c", parameters: "NOTIFY=NEVER")]
    )
  )
  private static let records = [plain, full, plain].map(IndexRecord.bytes)

  /// What is found in these bytes, and where it ends.
  private func scan(_ bytes: [UInt8]) -> (facts: [MessageFacts], end: Int) {
    var scan = IndexScan()
    var found: [MessageFacts] = []
    while let next = scan.next({
      Array(bytes[min($0.lowerBound, bytes.count)..<min($0.upperBound, bytes.count)])
    }) {
      found.append(next.facts)
    }
    return (found, scan.end)
  }

  @Test func `gives back what was put into it`() {
    let bytes = IndexScan.heading.bytes + Self.records.flatMap { $0 }
    #expect(scan(bytes).facts == [Self.plain, Self.full, Self.plain])
    #expect(scan(bytes).end == bytes.count)
  }

  @Test func `is read up to the first record that is not whole, wherever it was cut`() {
    let bytes = IndexScan.heading.bytes + Self.records.flatMap { $0 }
    var ends = [IndexScan.heading.count]
    for record in Self.records { ends.append(ends[ends.count - 1] + record.count) }
    for length in 0..<bytes.count {
      let whole = ends.filter { $0 <= length }
      let found = scan(Array(bytes[..<length]))
      #expect(found.facts.count == max(0, whole.count - 1))
      #expect(found.end == whole.last ?? 0)
    }
  }

  @Test func `does not take damage for facts, whichever bit it hits`() {
    let start = IndexScan.heading.count
    let bytes = IndexScan.heading.bytes + Self.records[1]
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        #expect(scan(damaged).facts == [])
        #expect(scan(damaged).end == (place < start ? 0 : start))
      }
    }
  }

  @Test(arguments: [
    [], [0], [0, 0, 0, 0], [UInt8](repeating: 0, count: 4_096), [UInt8](repeating: 0xFF, count: 64),
  ])
  func `ends where the disk gave back nothing of use`(tail: [UInt8]) {
    let found = scan(IndexScan.heading.bytes + Self.records[0] + tail)
    #expect(found.facts == [Self.plain])
    #expect(found.end == IndexScan.heading.count + Self.records[0].count)
  }

  @Test func `is nothing to be read in a file of something else`() {
    #expect(scan(Array("HELO:<x>\r\n".utf8)).facts == [])
    #expect(scan(Self.records[0]).facts == [])
  }

  @Test func `says what it is to MailHog, which takes it for a message`() {
    let heading = IndexScan.heading.bytes
    let file = MailHogFile(reading: heading.span)
    #expect(file?.envelope.helo == "hoglet")
  }
}
