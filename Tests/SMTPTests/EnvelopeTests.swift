import Bytes
import SMTP
import Testing

@Suite struct `The envelope of a message` {
  @Test func `holds the name, the sender and the recipients`() {
    let stored = actions(
      of: "EHLO client",
      "MAIL FROM:<a@b.c> SIZE=100 BODY=8BITMIME RET=HDRS",
      "RCPT TO:<one@d.e>",
      "RCPT TO:<two@d.e>  NOTIFY=NEVER ORCPT=rfc822;x \t",
      "DATA",
      "."
    ).messages
    let expected = Message(
      helo: "client",
      sender: Message.Path("a@b.c", parameters: "SIZE=100 BODY=8BITMIME RET=HDRS"),
      recipients: [
        Message.Path("one@d.e"),
        Message.Path("two@d.e", parameters: "NOTIFY=NEVER ORCPT=rfc822;x"),
      ],
      data: [],
      lacksFinalLineBreak: false
    )
    #expect(stored == [expected])
  }

  @Test func `may lack recipients`() {
    #expect(actions(of: "EHLO x", "MAIL FROM:<a@b.c>", "DATA", ".").messages.map(\.recipients) == [[]])
  }

  @Test func `has the client's name in each message of a session`() {
    let stored = actions(
      of: "EHLO one",
      "MAIL FROM:<a@b.c>",
      "DATA",
      ".",
      "RSET",
      "MAIL FROM:<>",
      "DATA",
      "."
    ).messages
    #expect(stored.map(\.helo) == ["one", "one"])
    #expect(stored.map(\.sender.address) == ["a@b.c", ""])
  }

  @Test func `has an empty name if the client gave none`() {
    #expect(actions(of: "RSET", "MAIL FROM:<a@b.c>", "DATA", ".").messages.map(\.helo) == [""])
  }

  @Test(arguments: ["RSET", "EHLO y", "HELO y"])
  func `is forgotten at`(command: String) {
    let stored = actions(
      of: "EHLO x",
      "MAIL FROM:<a@b.c>",
      "RCPT TO:<old@b.c>",
      command,
      "MAIL FROM:<b@b.c>",
      "RCPT TO:<new@b.c>",
      "DATA",
      "."
    ).messages
    #expect(stored.map(\.sender.address) == ["b@b.c"])
    #expect(stored.map(\.recipients) == [[Message.Path("new@b.c")]])
  }

  @Test func `survives a refused recipient`() {
    let result = actions(
      of: "EHLO x",
      "MAIL FROM:<a@b.c>",
      "RCPT TO:<one@b.c>",
      "RCPT TO:",
      "RCPT TO:<two@b.c>",
      "DATA",
      "."
    )
    #expect(result.codes == [250, 250, 250, 550, 250, 354, 250])
    #expect(result.messages.first?.recipients.map(\.address) == ["one@b.c", "two@b.c"])
  }

  @Test(arguments: [
    ("FROM:<a>", "a"), ("from:<a>", "a"), ("xFrOm:<a>", "a"), ("FROM: \t\u{c}\r \n<a>", "a"),
    ("FROM:x FROM:<a>", "a"), ("FROM:<<a>>", "<a"), ("FROM:<a b>", "a b"), ("FROM:<a:b>", "a:b"),
    ("FROM:<é\u{0}>", "é\u{0}"), ("<x> FROM:<a>", "a"), ("FROM:FROM:<>", ""), (":FROM:<a>", "a"),
  ])
  func `takes the path where it stands`(argument: String, path: String) {
    let result = actions(of: "EHLO x", "MAIL \(argument)", "DATA", ".")
    #expect(result.messages.map(\.sender.address) == [ByteString(path)])
  }

  @Test(arguments: ["FROM <a>", "FROM:\u{b}<a>", "FROM:a<b>", "FROM:<", "ROM:<a>", "FROM", ":", "FROM:"])
  func `needs a path`(argument: String) {
    #expect(actions(of: "EHLO x", "MAIL \(argument)").replies.last == "550 Invalid syntax in MAIL command")
  }

  @Test func `looks behind an empty forward-path for another`() {
    let result = actions(of: "EHLO x", "MAIL FROM:<>", "RCPT TO:<> TO:<a>", "RCPT TO:<> TO:<>")
    #expect(result.replies.suffix(2) == ["250 Recipient a ok", "550 Invalid syntax in RCPT command"])
  }

  @Test func `echoes the bytes of an address untouched`() {
    let line: [UInt8] = Array("EHLO x\r\nMAIL FROM:<".utf8) + [0x00, 0xFF, 0xC3] + Array(">\r\n".utf8)
    #expect(
      actions(of: line).last?.reply?.wire
        == Array("250 Sender ".utf8) + [0x00, 0xFF, 0xC3] + Array(" ok\r\n".utf8)
    )
  }
}
