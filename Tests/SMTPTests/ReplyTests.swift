import Bytes
import SMTP
import Testing

@Suite struct `A reply` {
  static let replies: [Reply] =
    [
      .greeting(hostname: "h"), .hello("x"), .extendedHello("x", messageSize: 1), .sender("a"),
      .recipient("a"), .refusedSender("a"), .refusedRecipient("a"),
      .queued(id: "i"), .received(octets: 1), .challenge("<1@h>"),
    ]
    + Reply.Closing.allCases.map { .closing($0, hostname: "h") }
    + Reply.Fixed.allCases.map { .fixed($0) }

  @Test(arguments: replies)
  func `starts each line with its code and ends it with CRLF`(reply: Reply) {
    let lines = String(decoding: reply.wire, as: UTF8.self).split(
      separator: "\r\n",
      omittingEmptySubsequences: false
    )
    #expect(lines.last == "")
    for line in lines.dropLast() { #expect(line.hasPrefix("\(reply.code)")) }
    for line in lines.dropLast(2) { #expect(line.dropFirst(3).first == "-") }
    #expect(lines.dropLast().last?.dropFirst(3).first == " ")
  }

  @Test(arguments: replies)
  func `has room within a line`(reply: Reply) {
    let lines = String(decoding: reply.wire, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 510 })
  }

  @Test func `turns away a client for whom there is no room`() {
    #expect(Reply.closing(.crowded, hostname: "h").text == "421 h Too many connections, try again later")
    var conversation = Conversation()
    conversation.send("EHLO me")
    let farewell = "421 mail.example Insufficient system storage, try again later"
    #expect(conversation.session.outOfMemory().text == farewell)
    #expect(conversation.session.heldByteCount == 0)
  }

  /// A bare CR or LF in an address would end the reply for a careless client.
  @Test func `stays on one line whatever it echoes`() {
    let evil: ByteString = "a\r\n250 b\nc\rd\u{0}é"
    #expect(Reply.sender(evil).wire == Array("250 Sender a  250 b c d\u{0}é ok\r\n".utf8))
    #expect(Reply.recipient(evil).wire == Array("250 Recipient a  250 b c d\u{0}é ok\r\n".utf8))
    #expect(Reply.hello(evil).wire == Array("250 Hello a  250 b c d\u{0}é\r\n".utf8))
  }
}
