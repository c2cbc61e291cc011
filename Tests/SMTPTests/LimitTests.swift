import Bytes
import SMTP
import Testing

@Suite struct `A limit on what a client sends` {
  @Test(arguments: ["NOOP ", "FOO ", "MAIL FROM:", "AUTHX ", ""])
  func `holds for command lines`(start: String) {
    let longest = start + String(repeating: "x", count: 4_094 - start.utf8.count)
    let replies = actions(of: "EHLO x", longest, longest + "x", "NOOP").replies
    #expect(replies[1] != "500 Line too long")
    #expect(replies[2...] == ["500 Line too long", "250 Ok"])
  }

  @Test(arguments: [4_095, 4_096, 16_381, 16_382, 16_383, 16_384, 40_000])
  func `is answered once for a line of any length`(count: Int) {
    let line = String(repeating: "\n\rx\r.", count: count / 5) + String(repeating: "x", count: count % 5)
    let result = actions(of: "EHLO x", line, "NOOP")
    #expect(result.replies[1...] == ["500 Line too long", "250 Ok"])
  }

  @Test func `can be set for lines`() {
    let lines = ["NOOP 67890", "NOOP 678901", "HELO x", "AUTH LOGIN", "AUTH LOGIN u", "1234567890ABC"]
    let wire = lines.flatMap { Array(($0 + "\r\n").utf8) }
    let short = SMTPLimits(commandLine: 12, authenticationLine: 14)
    #expect(actions(of: wire, limits: short).codes == [250, 500, 250, 334, 334, 500])
    let shorter = SMTPLimits(commandLine: 12, authenticationLine: 11)
    #expect(actions(of: wire, limits: shorter).codes == [250, 500, 250, 500, 500, 500])
  }

  @Test func `keeps nothing of a line that passes it`() {
    var conversation = Conversation(limits: SMTPLimits(commandLine: 40, authenticationLine: 30))
    conversation.send(String(repeating: "x", count: 39).utf8)
    #expect(conversation.session.heldByteCount == 39)
    conversation.send("x".utf8)
    #expect(conversation.session.heldByteCount == 0)
    conversation.send("yyyyy")
    #expect(conversation.lastReply == "500 Line too long")
    conversation.send("NOOP")
    #expect(conversation.lastReply == "250 Ok")
  }

  @Test func `holds for recipients`() {
    let lines = [
      "EHLO x", "MAIL FROM:<a@b.c>", "RCPT TO:<1>", "RCPT TO:<2>", "RCPT TO:<3>", "RCPT TO:", "DATA", ".",
    ]
    let wire = lines.flatMap { Array(($0 + "\r\n").utf8) }
    let result = actions(of: wire, limits: SMTPLimits(recipients: 2))
    #expect(result.replies[4] == "452 Too many recipients")
    #expect(result.codes == [250, 250, 250, 250, 452, 550, 354, 250])
    #expect(result.messages.first?.recipients == [Message.Path("1"), Message.Path("2")])
  }

  @Test func `lets ten thousand recipients through`() {
    var conversation = Conversation()
    conversation.send("EHLO x")
    conversation.send("MAIL FROM:<a@b.c>")
    for number in 0..<10_000 { conversation.send("RCPT TO:<\(number)@many.example>") }
    #expect(conversation.lastReply == "250 Recipient 9999@many.example ok")
    conversation.send("RCPT TO:<one@too.many>")
    #expect(conversation.lastReply == "452 Too many recipients")
    conversation.send("DATA")
    conversation.send(".")
    #expect(conversation.actions.messages.map(\.recipients.count) == [10_000])
  }

  @Test(arguments: [
    "SIZE=11", "size=9223372036854775808", "SIZE=99999999999999999999", "X SIZE=11 Y", "SIZE=11 SIZE=x",
  ])
  func `holds for the size that MAIL announces`(parameters: String) {
    let result = actions(
      of: "EHLO x",
      "MAIL FROM:<a@b.c> \(parameters)",
      "RCPT TO:<a@b.c>",
      limits: SMTPLimits(messageSize: 10)
    )
    #expect(Array(result.replies.dropFirst()) == ["552 Message too large", unrecognised])
  }

  @Test(arguments: ["SIZE=10", "SIZE=", "SIZE", "SIZE=x", "SIZE=-1", "SIZED=11", "SIZE=1 1", "XSIZE=11"])
  func `does not hold for other parameters`(parameters: String) {
    let line = "MAIL FROM:<a@b.c> \(parameters)"
    #expect(actions(of: "EHLO x", line, limits: SMTPLimits(messageSize: 10)).codes == [250, 250])
  }

  @Test func `is announced`() {
    let reply = actions(of: "EHLO x", limits: SMTPLimits(messageSize: 1_234)).replies.first
    #expect(reply?.split(separator: "\n").contains("250-SIZE 1234") == true)
  }

  /// The line end before the final dot counts (RFC 1870 section 3), the stuffed dot does not.
  @Test(arguments: [
    ("12345678", 250), ("..345678", 250), ("123456\r\n", 250), ("123456789", 552), ("1\r\n\r\n\r\n\r\n", 552),
  ])
  func `holds for messages`(text: String, code: Int) {
    let wire = "EHLO x\r\nMAIL FROM:<a@b.c>\r\nDATA\r\n\(text)\r\n.\r\nMAIL FROM:<next@b.c>\r\n"
    let result = actions(of: Array(wire.utf8), limits: SMTPLimits(messageSize: 10))
    #expect(result.codes == [250, 250, 354, code, 250])
    #expect(result.messages.count == (code == 250 ? 1 : 0))
  }

  @Test func `gives memory back as soon as it is passed`() {
    var conversation = Conversation(limits: SMTPLimits(messageSize: 100))
    for line in ["EHLO x", "MAIL FROM:<a@b.c>", "DATA"] { conversation.send(line) }
    let envelope = conversation.session.heldByteCount
    conversation.send(String(repeating: "x", count: 98))
    #expect(conversation.session.heldByteCount == envelope + 100)
    conversation.send("x")
    #expect(conversation.session.heldByteCount == envelope)
    conversation.send(String(repeating: "y", count: 50))
    #expect(conversation.session.heldByteCount == envelope)
    conversation.send(".")
    #expect(conversation.lastReply == "552 Message too large")
  }
}
