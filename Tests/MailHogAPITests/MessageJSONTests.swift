import Bytes
import MailStore
import RouterClient
import Testing

@Suite struct `The JSON of a message` {
  @Test func `has the fields of MailHog in MailHog's order`() async {
    let message = StoredMessage(
      "Subject: <b>\r\n\r\nline\r\n\"two\"",
      created: Timestamp(nanoseconds: 1_120_000_000)
    )
    let received =
      #""Received":["from client by host (MailHog)\r\n          id id@host; Thu, 01 Jan 1970 00:00:01 +0000"],"#
    #expect(
      await json(message)
        == #"{"ID":"id@host","From":{"Relays":null,"Mailbox":"a","Domain":"b.c","Params":""},"#
        + #""To":[{"Relays":null,"Mailbox":"d","Domain":"e.f","Params":""}],"#
        + #""Content":{"Headers":{"Message-ID":["id@host"],"# + received
        + #""Return-Path":["\u003ca@b.c\u003e"],"Subject":["\u003cb\u003e"]},"#
        + #""Body":"line\r\n\"two\"","Size":27,"MIME":null},"Created":"1970-01-01T00:00:01.12Z","MIME":null,"#
        + #""Raw":{"From":"a@b.c","To":["d@e.f"],"#
        + #""Data":"Subject: \u003cb\u003e\r\n\r\nline\r\n\"two\"","Helo":"client"}}"#
    )
  }

  @Test func `has null for no recipients, and all of several`() async {
    let none = await json(StoredMessage("x", to: []))
    #expect(none.contains(#""To":null,"Content""#))
    #expect(none.contains(#""To":null,"Data""#))
    let several = await json(StoredMessage("x", to: ["@r1,@r2:u@d", "root"]))
    #expect(
      several.contains(
        #""To":[{"Relays":["@r1","@r2"],"Mailbox":"u","Domain":"d","Params":""},"#
          + #"{"Relays":null,"Mailbox":"root","Domain":"","Params":""}],"Content""#
      )
    )
    #expect(several.contains(#""To":["@r1,@r2:u@d","root"],"Data""#))
  }

  @Test func `has the server's fields behind those of the message`() async {
    let json = await json(StoredMessage("received: from a\r\n by b\r\nMESSAGE-id: own\r\n\r\n"))
    #expect(
      json.contains(
        #""Headers":{"MESSAGE-id":["own"],"Return-Path":["\u003ca@b.c\u003e"],"received":["from a by b","#
          + #""from client by host (MailHog)\r\n          id id@host; Thu, 01 Jan 1970 00:00:00 +0000"]}"#
      )
    )
  }

  @Test func `has the tree of parts`() async {
    let message = StoredMessage(
      "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
        + "Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nA: b\r\n c\r\n\r\ntext\r\n--i--\r\n--o--"
    )
    let inner =
      #"{"Headers":{"A":["b c"]},"Body":"text","Size":16,"MIME":null},"#
      + #"{"Headers":{},"Body":"--","Size":2,"MIME":null}"#
    #expect(
      await json(message).contains(
        #""MIME":{"Parts":[{"Headers":{"Content-Type":["multipart/alternative; boundary=i"]},"#
          + #""Body":"--i\r\nA: b\r\n c\r\n\r\ntext\r\n--i--","Size":79,"MIME":{"Parts":[\#(inner)]}},"#
          + #"{"Headers":{},"Body":"--","Size":2,"MIME":null}]},"Raw""#
      )
    )
  }

  @Test(arguments: [
    "Content-Type: multipart/mixed\r\n\r\n--o\r\n\r\nx",
    "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o",
    "Content-Type: multipart/mixed; boundary=o\r\n\r\n",
  ])
  func `has null for the parts that a multipart does not have`(text: String) async {
    #expect(await json(StoredMessage(text)).contains(#""MIME":{"Parts":null},"Raw""#))
  }

  @Test(arguments: MessageSample.all)
  func `is the same however little of it is made at once`(sample: MessageSample) async {
    let store = ListStore(sample.messages)
    let whole = await Client(store, target: .max).get("/api/v2/messages")
    for target in [1, 2, 3, 7, 16, 33, 100, 1_000] {
      #expect(await Client(store, target: target).get("/api/v2/messages") == whole)
    }
  }

  private func json(_ message: StoredMessage) async -> String {
    await Client(ListStore([message])).get("/api/v1/messages/id@host").text
  }
}

/// Messages that between them have everything that JSON can stop in the middle of.
struct MessageSample: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let messages: [StoredMessage]

  static let all = [
    MessageSample(testDescription: "no message", messages: []),
    MessageSample(testDescription: "an empty message", messages: [StoredMessage("")]),
    MessageSample(
      testDescription: "several messages",
      messages: [StoredMessage("a"), StoredMessage("b: c\r\n\r\nd")]
    ),
    MessageSample(
      testDescription: "long and folded headers",
      messages: [
        StoredMessage(
          "Sübject: \(String(repeating: "☃<", count: 60))\r\n\tfolded\r\nReceived: x\r\n\r\n\u{2028}body"
        )
      ]
    ),
    MessageSample(
      testDescription: "many recipients",
      messages: [StoredMessage("x", to: (0..<40).map { ByteString("@r:u\($0)@é") })]
    ),
    MessageSample(
      testDescription: "nested parts",
      messages: [
        StoredMessage(
          "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n"
            + "--i\r\n\r\n\"1\"\r\n--i\r\n\r\n2\r\n--i--\r\n--o\r\nContent-Type: multipart/mixed\r\n\r\n3--o--"
        )
      ]
    ),
  ]
}
