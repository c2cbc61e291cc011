import Bytes
import SMTP
import Testing

@Suite struct `An SMTP session` {
  @Test func `greets`() {
    let session = SMTPSession(configuration: SMTPConfiguration(hostname: "mail.acme"), challenge: 0)
    #expect(session.greeting.wire == Array("220 mail.acme ESMTP MailHog\r\n".utf8))
  }

  @Test func `waits for CRLF`() {
    #expect(actions(of: Array("NOOP\nNOOP\rNOOP\n\r".utf8)).isEmpty)
    #expect(actions(of: Array("NOOP \nNOOP\r\r\n".utf8)).replies == ["250 Ok"])
  }

  @Test(arguments: ["\nNOOP\r\n", "NOOP\n\r\n", "NOOP\r\r\n", "\r\n\r\nNOOP\r\n", "\r\r\nNOOP \n\n\r\n"])
  func `does not count a CR or LF at the end of a command`(text: String) {
    #expect(actions(of: Array(text.utf8)).replies.last == "250 Ok")
    #expect(actions(of: Array("EHLO x\n\r\n".utf8)).replies == actions(of: Array("EHLO x\r\n".utf8)).replies)
  }

  @Test func `has nothing to say about nothing`() {
    #expect(actions(of: []).isEmpty)
  }

  @Test func `takes no bytes after the last reply`() {
    var conversation = Conversation()
    conversation.send("QUIT")
    #expect(conversation.isClosed == true)
    var position = 0
    let more = Array("NOOP\r\n".utf8)
    #expect(conversation.session.receive(more.span, from: &position) == .wait)
    #expect(position == more.count)
  }

  @Test func `goes on when the store has failed`() {
    var conversation = Conversation(storeWorks: false)
    for line in ["EHLO x", "MAIL FROM:<a@b.c>", "DATA", "."] { conversation.send(line) }
    #expect(conversation.lastReply == "452 Unable to store message")
    conversation.send("MAIL FROM:<a@b.c>")
    #expect(conversation.lastReply == "250 Sender a@b.c ok")
  }

  @Test(arguments: [
    [], ["EHLO x"], ["EHLO x", "MAIL FROM:<a@b.c>"], ["EHLO x", "AUTH LOGIN"],
    ["EHLO x", "MAIL FROM:<>", "DATA"],
    ["EHLO x", "MAIL FROM:<>", "BDAT 5"], ["BDAT 100"],
  ])
  func `ends when nothing comes`(lines: [String]) {
    var conversation = Conversation()
    for line in lines { conversation.send(line) }
    #expect(
      conversation.session.idleTimedOut().text == "421 mail.example Idle for too long, closing connection"
    )
    let count = conversation.actions.count
    conversation.send("NOOP")
    #expect(conversation.actions.count == count)
    #expect(conversation.session.hasMessageInFlight == false)
  }

  @Test func `ends when the server stops`() {
    var conversation = Conversation()
    #expect(conversation.session.shuttingDown().text == "421 mail.example Shutting down, closing connection")
    conversation.send("NOOP")
    #expect(conversation.actions.isEmpty)
  }

  @Test func `stays closed when the store answers late`() {
    var session = SMTPSession(configuration: SMTPConfiguration(hostname: "h"), challenge: 0)
    let wire = Array("RSET\r\nMAIL FROM:<>\r\nDATA\r\n.\r\n".utf8)
    var position = 0
    while session.receive(wire.span, from: &position) != .wait {}
    #expect(session.isStoring == true)
    _ = session.shuttingDown()
    _ = session.stored(as: "late")
    position = 0
    #expect(session.receive(wire.span, from: &position) == .wait)
  }

  @Test func `knows whether a message is under way`() {
    var conversation = Conversation()
    let steps: [(String, Bool)] = [
      ("EHLO x", false), ("BDAT 9", false), ("1234567", false), ("MAIL FROM:<a@b.c>", false), ("DATA", true),
      ("x", true), (".", false), ("MAIL FROM:<a@b.c>", false), ("BDAT 4", true), ("12", true), ("NOOP", true),
      ("RSET", false), ("AUTH LOGIN", false), ("u", false), ("p", false), ("MAIL FROM:<>", false),
      ("BDAT 4 LAST", true), ("12", false), ("QUIT", false),
    ]
    for (line, isInFlight) in steps {
      conversation.send(line)
      #expect(conversation.session.hasMessageInFlight == isInFlight, "after \(line)")
    }
    #expect(conversation.isClosed == true)
  }

  @Test func `counts what it holds`() {
    var conversation = Conversation()
    let steps: [(String, Int)] = [
      ("EHLO x\r\n", 0), ("MAIL FR", 7), ("OM:<1234> P=1\r\n", 7), ("RCPT TO:<12>\r\n", 9), ("RC", 11),
      ("PT TO:<1> Q\r\n", 11), ("DATA\r\n12345", 16), ("\r\n", 18), (".\r\n", 0), ("MAIL FROM:<1>\r\n", 1),
      ("BDAT 4\r\n123", 4), ("4", 5), ("BDAT 2\r\n1", 6), ("2RSET\r\n", 0),
    ]
    for (text, count) in steps {
      conversation.send(Array(text.utf8))
      #expect(conversation.session.heldByteCount == count, "after \(text.debugDescription)")
    }
  }
}
