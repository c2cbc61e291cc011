import Bytes
import MailStore
import MailStoreTesting
import Testing

@Suite struct `The fields that MailHog adds` {
  @Test func `name the message`() {
    #expect(TraceFields(.example("abc=@host")).messageID == "abc=@host")
  }

  @Test(arguments: [("a@b.c", "<a@b.c>"), ("", "<>"), ("@r:a@b", "<@r:a@b>")] as [(ByteString, ByteString)])
  func `return to the sender`(sender: ByteString, expected: ByteString) {
    #expect(TraceFields(.example(from: sender)).returnPath == expected)
  }

  @Test func `say how the message was received`() {
    let message = StoredMessage.example("abc=@mail.example", helo: "client", created: 1_795_332_123)
    #expect(
      TraceFields(message).received
        == "from client by mail.example (MailHog)\r\n          id abc=@mail.example; Sun, 22 Nov 2026 07:22:03 +0000"
    )
  }

  @Test func `show the time in the zone of the server with a day of two digits`() {
    let message = StoredMessage.example("x@h", helo: "", created: 0, utcOffset: 19_800)
    #expect(
      TraceFields(message).received
        == "from  by h (MailHog)\r\n          id x@h; Thu, 01 Jan 1970 05:30:00 +0530"
    )
  }

  @Test func `have no host if the name has none`() {
    #expect(
      TraceFields(.example("plain", helo: "c")).received
        == "from c by  (MailHog)\r\n          id plain; Thu, 01 Jan 1970 00:00:00 +0000"
    )
  }
}
