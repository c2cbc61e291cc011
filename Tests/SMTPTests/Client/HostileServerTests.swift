import Bytes
import SMTP
import Testing

@Suite struct `A hostile server` {
  static let client = SMTPClientConfiguration(hostname: "h", replySize: 64)

  @Test(arguments: [
    "\r\n", "nonsense\r\n", "22\r\n", "22a x\r\n", "220x\r\n", "099 x\r\n", "-20 x\r\n", "+220 x\r\n",
    " 220 x\r\n",
    "2200 x\r\n", "220-a\r\n250 b\r\n", "220-a\r\nb\r\n", "\u{0}\u{0}\u{0}\u{0}\r\n",
    "HTTP/1.1 400 Bad Request\r\n",
    "SSH-2.0-x\r\n",
  ])
  func `is left when it does not speak SMTP`(greeting: String) throws {
    let result = try transcript(Self.client, replies: [greeting])
    #expect(result.error == SMTPClientError(.malformedReply, at: .greeting))
    #expect(result.said.isEmpty)
  }

  @Test(arguments: [
    String(repeating: "x", count: 65), "220 " + String(repeating: "x", count: 59) + "\r\n",
    String(repeating: "220-\r\n", count: 11), String(repeating: "220 x\n", count: 11),
    "220-" + String(repeating: "\r", count: 80), String(repeating: "\n", count: 100),
  ])
  func `is left when its reply does not end`(greeting: String) throws {
    let result = try transcript(Self.client, replies: [greeting])
    #expect(result.error == SMTPClientError(.replyTooLong, at: .greeting))
  }

  @Test func `may use all of a reply`() throws {
    let longest = "220 " + String(repeating: "x", count: 58) + "\r\n"
    #expect(longest.utf8.count == 64)
    #expect(try transcript(Self.client, replies: [longest]).said == ["EHLO h"])
    let lines = String(repeating: "220-\r\n", count: 9) + "220 123\r\n"
    #expect(lines.utf8.count == 63)
    #expect(try transcript(Self.client, replies: [lines, "250 " + longest.dropFirst(4)]).said.count == 2)
  }

  @Test func `is not waited for line by line`() throws {
    var session = try SMTPClientSession(
      SMTPClientConfiguration(hostname: "h", replySize: 1_000_000),
      delivering: .example()
    )
    let byte = [UInt8(ascii: "2")]
    var last = SMTPClientAction.wait
    var count = 0
    while last == .wait, count < 2_000_000 {
      var position = 0
      last = session.receive(byte.span, from: &position)
      count += 1
    }
    #expect(last == .failed(SMTPClientError(.replyTooLong, at: .greeting)))
    #expect(count == 1_000_001)
  }

  @Test func `gains nothing by answering before it is asked`() throws {
    let all = "220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n"
    let result = try transcript(Self.client, replies: [all, "550 No\r\n", "221 Bye\r\n"])
    #expect(result.error?.cause == .rejected(ServerReply(code: 550, lines: ["No"])))
    #expect(result.said.count == 6)
  }

  @Test(arguments: ["250 Ok\r\n", "552 Too much\r\n", "354 More\r\n"])
  func `cannot have taken a message that it has not seen the end of`(early: String) throws {
    var session = try SMTPClientSession(
      Self.client,
      delivering: .example(String(repeating: "x", count: 1_000))
    )
    var buffer = ByteBuffer()
    var last = SMTPClientAction.wait
    for reply in ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n", early] {
      if last == .sendMessage {
        #expect(!session.writeMessage(into: &buffer, limit: 500))
        #expect(session.timeout == .seconds(180))
      }
      let wire = Array(reply.utf8)
      var position = 0
      last = session.receive(wire.span, from: &position)
    }
    guard case .failed(let error) = last, case .rejected(let reply) = error.cause else {
      Issue.record("\(last)")
      return
    }
    #expect(error.stage == .message && early.hasPrefix("\(reply.code)"))
    buffer.removeAll()
    #expect(session.writeMessage(into: &buffer, limit: 500), "nothing more is sent")
    #expect(buffer.isEmpty)
  }

  @Test func `is told nothing after the end`() throws {
    var conversation = try ClientConversation(Self.client, .example(), replies: ["nonsense\r\n"])
    conversation.run()
    let before = conversation.transcript
    conversation.hear(Array("220 a\r\n250 b\r\n".utf8))
    conversation.perform(conversation.session.inputEnded())
    conversation.perform(conversation.session.tlsEstablished())
    #expect(conversation.transcript == before)
    #expect(conversation.session.stage == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `gets the same commands in whatever pieces it speaks`(seed: UInt64) throws {
    var random = RepeatableRandom(seed: seed)
    let client = SMTPClientConfiguration(
      hostname: "h",
      security: seed.isMultiple(of: 2) ? .opportunistic : .unavailable,
      credentials: seed.isMultiple(of: 3) ? SMTPCredentials(username: "u", password: "p") : nil,
      refusals: seed.isMultiple(of: 5) ? .skipRecipient : .endDelivery,
      replySize: 100
    )
    let replies = (0..<12).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
        .joined()
    }
    let result = try transcript(client, .example(to: ["b@x", "c@x"]), replies: ["220 a\r\n"] + replies)
    #expect(result.end != nil)
  }

  private static let pieces = [
    "250 a\r\n", "250 a\r\n", "250 a\r\n", "250-a\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n", "220 a\r\n",
    "235 a\r\n",
    "334 a\r\n", "354 a\r\n", "550 a\r\n", "250-", "\r\n", "\r", "\n", "2", "x",
  ]

  @Test func `cannot write to the terminal`() {
    let reply = ServerReply(code: 550, lines: ["\u{1B}[2Ja\u{7}", ByteString([0xFF, 0x0A]), "ü\u{202E}"])
    let error = SMTPClientError(.rejected(reply), at: .sender)
    #expect(error.description == "the sender: 550 \u{FFFD}[2Ja\u{FFFD} / \u{FFFD}\u{FFFD} / ü\u{FFFD}")
    let refused = SMTPRefusedRecipient("a\n@x", ServerReply(code: 550, lines: ["No"]))
    #expect(
      SMTPClientError(.recipientsRejected([refused, refused]), at: .recipients).description
        == "the recipients: \"a\\n@x\": 550 No; \"a\\n@x\": 550 No"
    )
  }
}
