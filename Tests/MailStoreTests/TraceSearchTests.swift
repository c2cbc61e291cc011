import Bytes
import MailStore
import Testing

/// Of a message that says nothing itself, so that whatever is found is found in the fields that MailHog adds.
@Suite struct `A search in the fields that MailHog adds` {
  private let message = StoredMessage(
    id: MessageID("x_Q7=@mail.example"),
    envelope: Envelope(helo: "laptop.local", sender: .init("may.ann@seller.example"), recipients: []),
    data: [],
    lacksFinalLineBreak: true,
    created: Timestamp(nanoseconds: 1_795_000_000_000_000_000)
  )

  private var values: [[UInt8]] {
    let trace = TraceFields(message)
    return [trace.received.bytes, trace.returnPath.bytes]
  }

  private func finds(_ text: [UInt8]) -> Bool {
    MessageMatcher(MailSearch(kind: .containing, text: ByteString(text))).matches(message)
  }

  @Test func `finds each piece of them, in either case`() {
    for value in values {
      for start in value.indices {
        for end in start + 1...min(start + 9, value.count) {
          let piece = value[start..<end]
          #expect(finds(Array(piece)), "\(ByteString(Array(piece)))")
          #expect(finds(piece.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 & 0xDF : $0 }))
        }
      }
    }
  }

  @Test func `finds nothing that they do not hold, whatever it is made of`() {
    let pieces = values.flatMap { value in
      value.indices.flatMap { start in (1...3).map { Array(value[start..<min(start + $0, value.count)]) } }
    }
    for (index, piece) in pieces.enumerated() {
      let other = pieces[(index * 31 + 7) % pieces.count]
      let text = piece + other
      let holds = values.contains { CaseInsensitivePattern(ByteString(text)).occurs(in: $0.span) }
      #expect(finds(text) == holds, "\(ByteString(text))")
    }
  }

  @Test(arguments: ["oct", "Thu", "tue", "December"] as [ByteString])
  func `finds no day and no month but its own`(name: ByteString) {
    #expect(!finds(name.bytes))
    #expect(finds(Array("nov".utf8)))
  }

  @Test func `finds what a greeting holds that has signs of its own`() {
    let message = StoredMessage(
      id: MessageID("i"),
      envelope: Envelope(helo: "[10.0.0.1] (a; b)", sender: .init(""), recipients: []),
      data: [],
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
    for text in ["[10.0", "(a;", "b) by", "0.1]", "<>"] as [ByteString] {
      #expect(MessageMatcher(MailSearch(kind: .containing, text: text)).matches(message), "\(text)")
    }
  }
}
