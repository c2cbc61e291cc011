import Bytes
import SMTP
import Testing

@Suite struct `A client with several recipients` {
  static let start = ["220 a\r\n", "250 a\r\n", "250 sender\r\n"]
  static let end = ["354 a\r\n", "250 Ok\r\n", "221 Bye\r\n"]
  static let three = SMTPDelivery.example(to: ["b@x", "c@x", "d@x"])
  static let skipping = SMTPClientConfiguration(hostname: "h", refusals: .skipRecipient)

  @Test func `names all of them`() throws {
    let replies = Self.start + ["250 b\r\n", "251 c\r\n", "252 d\r\n"] + Self.end
    let result = try transcript(SMTPClientConfiguration(hostname: "h"), Self.three, replies: replies)
    #expect(result.said[2...4] == ["RCPT TO:<b@x>", "RCPT TO:<c@x>", "RCPT TO:<d@x>"])
    #expect(result.receipt?.accepted == ["b@x", "c@x", "d@x"])
    #expect(result.receipt?.refused == [])
  }

  @Test func `ends at the first refusal unless told otherwise`() throws {
    let replies = Self.start + ["250 b\r\n", "550 No c\r\n", "221 Bye\r\n"]
    let result = try transcript(SMTPClientConfiguration(hostname: "h"), Self.three, replies: replies)
    #expect(result.said.last == "QUIT")
    let refusal = SMTPRefusedRecipient("c@x", ServerReply(code: 550, lines: ["No c"]))
    #expect(result.error == SMTPClientError(.recipientsRejected([refusal]), at: .recipients))
  }

  @Test func `sends to those who were accepted`() throws {
    let replies = Self.start + ["450 later\r\n", "250 c\r\n", "550 never\r\n"] + Self.end
    let result = try transcript(Self.skipping, Self.three, replies: replies)
    #expect(result.receipt?.accepted == ["c@x"])
    #expect(result.receipt?.refused.map(\.address) == ["b@x", "d@x"])
    #expect(result.receipt?.refused.map(\.reply.code) == [450, 550])
  }

  @Test func `sends nothing when none was accepted`() throws {
    let replies = Self.start + ["450 b\r\n", "550 c\r\n", "354 d\r\n", "221 Bye\r\n"]
    let result = try transcript(Self.skipping, Self.three, replies: replies)
    #expect(!result.said.contains("DATA"))
    guard case .recipientsRejected(let refusals) = result.error?.cause else {
      Issue.record("\(String(describing: result.end))")
      return
    }
    #expect(refusals.map(\.reply.code) == [450, 550, 354])
  }

  @Test(arguments: [
    "", "a b@x", "a@x>", "<a@x", "a@x\r\nDATA", "a@x\r", "a@x\n", "a\u{0}b@x", "\u{7F}@x", "\"a@x",
    "a@x> SIZE=1",
    "\"a\\\"@x", "\"<\"@x", "a\t@x",
  ])
  func `is never made to say more than an address`(address: String) {
    let address = ByteString(address)
    for delivery in [
      SMTPDelivery.example(to: ["b@x", address]), .example(from: address, to: [address]),
    ] {
      #expect(throws: SMTPClientError(.malformedAddress(address), at: .envelope)) {
        _ = try SMTPClientSession(SMTPClientConfiguration(hostname: "h"), delivering: delivery)
      }
    }
  }

  @Test(arguments: [
    "a", "a@x", "\"a b\"@x", "\"a\\\"b\"@x", "@r,@s:a@x", "a+b@[IPv6:::1]", "ü@ü.example", "a'b@x",
    "a\"b\"c@x",
  ])
  func `takes addresses as odd as they come`(address: String) throws {
    let delivery = SMTPDelivery.example(from: ByteString(address), to: [ByteString(address)])
    _ = try SMTPClientSession(SMTPClientConfiguration(hostname: "h"), delivering: delivery)
  }

  @Test func `takes no address that makes a line too long`() throws {
    let longest = ByteString(Array(repeating: UInt8(ascii: "a"), count: 900))
    _ = try SMTPClientSession(SMTPClientConfiguration(hostname: "h"), delivering: .example(to: [longest]))
    let longer = ByteString(longest.bytes + [UInt8(ascii: "a")])
    #expect(throws: SMTPClientError.self) {
      _ = try SMTPClientSession(SMTPClientConfiguration(hostname: "h"), delivering: .example(to: [longer]))
    }
  }

  @Test(arguments: ["", "a b", "a\r\nb", "a\n"])
  func `has a name of one word`(name: String) {
    let name = ByteString(name)
    #expect(throws: SMTPClientError(.malformedHostname(name), at: .envelope)) {
      _ = try SMTPClientSession(SMTPClientConfiguration(hostname: name), delivering: .example())
    }
  }

  @Test func `has at least one`() {
    #expect(throws: SMTPClientError(.noRecipients, at: .envelope)) {
      _ = try SMTPClientSession(SMTPClientConfiguration(hostname: "h"), delivering: .example(to: []))
    }
  }
}
