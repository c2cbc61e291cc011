import Bytes
import SMTP
import Testing

@Suite struct `A message in chunks` {
  static let prelude = "EHLO x\r\nMAIL FROM:<a@b.c>\r\n"

  private func result(of wire: String, limits: SMTPLimits = SMTPLimits()) -> [SMTPAction] {
    actions(of: Array((Self.prelude + wire).utf8), limits: limits)
  }

  @Test func `is stored as sent`() {
    let wire = "RCPT TO:<d@e.f>\r\nBDAT 7\r\n.\r\n.\r\n\rBDAT 4 LAST\r\n\n..\nNOOP\r\n"
    let result = result(of: wire)
    #expect(result.replies.suffix(3) == ["250 Ok: 7 octets received", "250 Ok: queued as id1", "250 Ok"])
    #expect(result.messages.map(\.text) == [".\r\n.\r\n\r\n..\n"])
    #expect(result.messages.map(\.lacksFinalLineBreak) == [false])
    #expect(result.messages.first?.recipients == [Message.Path("d@e.f")])
  }

  @Test(arguments: [
    "BDAT 3 LAST\r\nabc", "bdat 3 last\r\nabc", "BDAT 3\r\nabcBDAT 0 LAST\r\n", "BDAT 003 LAST\r\nabc",
  ])
  func `ends with the last one`(wire: String) {
    let result = result(of: wire + "NOOP\r\n")
    #expect(result.messages.map(\.text) == ["abc"])
    #expect(result.replies.suffix(2) == ["250 Ok: queued as id1", "250 Ok"])
  }

  @Test func `may be empty`() {
    let stored = result(of: "BDAT 0 LAST\r\n").messages
    #expect(stored.map(\.data) == [[]])
    #expect(stored.map(\.lacksFinalLineBreak) == [false])
  }

  @Test func `may hold anything`() {
    let octets = Array(UInt8.min...UInt8.max)
    let wire =
      Array("EHLO x\r\nMAIL FROM:<> BODY=BINARYMIME\r\nBDAT 256 LAST\r\n".utf8) + octets
      + Array("QUIT\r\n".utf8)
    let result = actions(of: wire)
    #expect(result.messages.map(\.data) == [octets])
    #expect(result.last == .close(after: .fixed(.bye)))
  }

  @Test(arguments: ["", "RSET\r\n", "RSET\r\nEHLO x\r\n"])
  func `is taken and refused out of sequence`(prelude: String) {
    let result = actions(of: Array((prelude + "BDAT 6\r\nQUIT\r\nBDAT 0 LAST\r\nNOOP\r\n").utf8))
    #expect(result.messages.isEmpty)
    #expect(
      result.replies.suffix(3) == ["503 Bad sequence of commands", "503 Bad sequence of commands", "250 Ok"]
    )
  }

  @Test func `leaves a client that has not said hello where it was`() {
    #expect(actions(of: "BDAT 2", "", "MAIL FROM:<a@b.c>").codes == [503, 500])
  }

  @Test(arguments: [
    "", " ", " x", " -1", " +1", " 1x", " 1  LAST", " 1 LAS", " 1 LAST ", "  1", " 1 FIRST", " 1\tLAST",
    " 0x1",
  ])
  func `ends the connection if its size cannot be read`(argument: String) {
    let result = result(of: "BDAT\(argument)\r\nNOOP\r\n")
    #expect(result.last == .close(after: .fixed(.malformedChunk)))
    #expect(result.replies.last == "501 Invalid syntax in BDAT command")
  }

  @Test(arguments: ["DATA", "RCPT TO:<a@b.c>"])
  func `has begun, and so refuses`(command: String) {
    let result = result(of: "BDAT 1\r\na\(command)\r\nMAIL FROM:<x@y>\r\nBDAT 1 LAST\r\nb")
    #expect(result.replies.dropFirst(3).prefix(2) == ["503 Bad sequence of commands", unrecognised])
    #expect(result.messages.map(\.text) == ["ab"])
  }

  @Test(arguments: ["BODY=BINARYMIME", "body=binarymime", "SIZE=1 BODY=BinaryMIME x"])
  func `is the only way for a binary message`(parameters: String) {
    let replies = actions(of: "EHLO x", "MAIL FROM:<> \(parameters)", "DATA", "BDAT 2 LAST", "").replies
    #expect(replies[2] == "503 Bad sequence of commands")
    #expect(replies[3] == "250 Ok: queued as id1")
  }

  @Test(arguments: ["RSET", "EHLO y"])
  func `is forgotten at`(command: String) {
    let result = result(of: "BDAT 3\r\nold\(command)\r\nMAIL FROM:<x@y>\r\nBDAT 3 LAST\r\nnew")
    #expect(result.messages.map(\.text) == ["new"])
  }

  @Test func `is over when a chunk passes the limit`() {
    let wire = "BDAT 6\r\n123456BDAT 5\r\nQUIT\rBDAT 1 LAST\r\nxMAIL FROM:<n@x>\r\nBDAT 10 LAST\r\n1234567890"
    let result = result(of: wire, limits: SMTPLimits(messageSize: 10))
    #expect(
      result.replies.dropFirst(2) == [
        "250 Ok: 6 octets received", "552 Message too large", "503 Bad sequence of commands",
        "250 Sender n@x ok",
        "250 Ok: queued as id1",
      ]
    )
    #expect(result.messages.map(\.text) == ["1234567890"])
  }

  @Test(arguments: ["9223372036854775807", "9223372036854775808", "99999999999999999999999999"])
  func `may be announced at any size without harm`(size: String) {
    var conversation = Conversation()
    for line in ["EHLO x", "MAIL FROM:<>", "BDAT 2", ""] { conversation.send(line) }
    let count = conversation.actions.count
    conversation.send("BDAT \(size) LAST")
    conversation.send("QUIT")
    #expect(conversation.actions.count == count)
    #expect(conversation.session.heldByteCount == 0)
  }
}
