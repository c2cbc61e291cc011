import Bytes
import MailStore
import MailStoreTesting
import Testing

@Suite struct `A stored message` {
  @Test(arguments: [(true, 7), (false, 5)])
  func `has the size that it was received with`(lacksFinalLineBreak: Bool, size: Int) {
    let message = StoredMessage(
      id: MessageID("a"),
      envelope: Envelope(helo: "", sender: .init(""), recipients: []),
      data: Array("12345".utf8),
      lacksFinalLineBreak: lacksFinalLineBreak,
      created: Timestamp(nanoseconds: 0)
    )
    #expect(message.size == size)
  }

  @Test func `says of what is noted whether that is news`() {
    let message = StoredMessage.example()
    #expect(!message.isRead)
    #expect(message.note(isRead: true) && message.isRead)
    #expect(!message.note(isRead: true) && message.isRead)
    #expect(message.note(isRead: false) && !message.isRead)
  }

  @Test func `has a copy that knows the same and changes alone`() {
    let message = StoredMessage(
      id: MessageID("a"),
      envelope: Envelope(helo: "h", sender: .init("s", parameters: "RET=FULL"), recipients: [.init("r")]),
      data: Array("Subject: =?utf-8?q?h=65llo?=\r\n\r\n".utf8),
      lacksFinalLineBreak: false,
      created: Timestamp(nanoseconds: 5, utcOffset: 60)
    )
    #expect(message.index.subject == "hello" && message.mayReadDifferently)
    let copy = message.copy(isRead: true)
    #expect(copy.id == message.id && copy.envelope == message.envelope && copy.data == message.data)
    #expect(copy.lacksFinalLineBreak == false && copy.created == message.created)
    #expect(copy.index == message.index && copy.mayReadDifferently)
    #expect(copy.isRead && !message.isRead)
    copy.note(isRead: false)
    message.note(isRead: true)
    #expect(!copy.isRead && message.isRead)
  }

  @Test func `has a copy whose memory is counted for itself`() {
    let mail = LingeringMail()
    let message = StoredMessage.example()
    message.remove(countingIn: mail)
    var copy: StoredMessage? = message.copy(isRead: true)
    #expect(copy?.isRemoved == false)
    copy?.remove(countingIn: mail)
    #expect(mail.bytes == 2 * message.footprint)
    copy = nil
    #expect(mail.bytes == message.footprint)
  }

  /// A store may give up what another one, on a disk, has never kept in memory.
  @Test func `is counted once, where it was removed first`() {
    let (first, second) = (LingeringMail(), LingeringMail())
    var message: StoredMessage? = .example()
    message?.remove(countingIn: first)
    message?.remove(countingIn: second)
    message?.remove(countingIn: first)
    #expect(first.bytes == message?.footprint)
    #expect(second.bytes == 0)
    message = nil
    #expect(first.bytes == 0)
  }
}
