import Bytes
import MailStore
import MailStoreTesting
import Testing

@Suite struct `A message matcher` {
  private func finds(_ kind: MailSearch.Kind, _ text: ByteString, _ message: StoredMessage) -> Bool {
    MessageMatcher(MailSearch(kind: kind, text: text)).matches(message)
  }

  @Test(
    arguments: [
      ("a@b.c", "A@B"), ("root", "root@"), ("root", "t@"), ("", "@"),
      ("@relay.example,@x:user@host", "user@host"),
      ("@relay.example:user", "user@"), ("a@b@c", "b@c"), ("a:b:c@d", "b:c@d"), ("Ünal@example", "ünal"),
    ] as [(ByteString, ByteString)]
  )
  func `sees an address as mailbox, at sign and domain`(address: ByteString, text: ByteString) {
    #expect(finds(.from, text, .example(from: address)))
    #expect(finds(.to, text, .example(to: ["other@x", address])))
  }

  @Test(
    arguments: [
      ("@relay.example:user@host", "relay"), ("@relay:user", ":"), ("user@host", "host@"), ("user", "@user"),
    ] as [(ByteString, ByteString)]
  )
  func `does not see the route to an address`(address: ByteString, text: ByteString) {
    #expect(!finds(.from, text, .example(from: address)))
    #expect(!finds(.to, text, .example(to: [address])))
  }

  @Test func `does not confuse senders and recipients`() {
    let message = StoredMessage.example(
      data: "From: header-sender\r\nTo: header-recipient\r\n\r\nbody",
      from: "envelope-sender",
      to: ["envelope-recipient"]
    )
    #expect(finds(.from, "header-sender", message) && finds(.from, "envelope-sender", message))
    #expect(!finds(.from, "recipient", message))
    #expect(finds(.to, "header-recipient", message) && finds(.to, "envelope-recipient", message))
    #expect(!finds(.to, "sender", message))
    #expect(!finds(.from, "body", message) && !finds(.to, "body", message))
  }

  @Test func `sees no recipient where there is none`() {
    #expect(!finds(.to, "@", .example(to: [])))
    #expect(finds(.from, "@", .example(from: "")))
  }

  @Test(
    arguments: [
      ("To: bob\r\n\r\n", true), ("to: bob\r\n\r\n", false), ("TO: bob\r\n\r\n", false),
      ("Tom: bob\r\n\r\n", false),
      ("X-To: bob\r\n\r\n", false), ("To:bob\r\n\r\n", true), ("To: ann,\r\n bob\r\n\r\n", true),
      ("To: bob\r\nTo: ann\r\n\r\n", true), ("To : bob\r\n\r\n", false), ("To: bob\r\n", false),
      ("To: bob", false),
      ("X: y\r\n\r\nTo: bob\r\n\r\n", false), ("\r\nTo: bob\r\n\r\n", true),
      ("To: ann\r\nX: bob\r\n\r\n", false),
    ] as [(ByteString, Bool)]
  )
  func `sees only fields of the exact name`(data: ByteString, expected: Bool) {
    #expect(finds(.to, "bob", .example(data: data)) == expected)
  }

  @Test(
    arguments: [
      // The body, as it stands.
      ("A: b\r\n\r\nsome text", "SOME", true), ("A: b\r\n\r\none\r\ntwo", "one\r\ntwo", true),
      ("A: b\r\n\r\nsome text", "somewhat", false), ("no header at all", "header", true),
      ("A: b\r\nno empty line", "A: b", true), ("\r\n\r\nbody", "body", true), ("", "body", false),
      // Values and never names, nor what lies across two things.
      ("Name: value\r\n\r\n", "value", true), ("Name: value\r\n\r\n", "name", false),
      ("Name: value\r\n\r\n", ": v", false), ("A: one\r\nB: two\r\n\r\n", "one\r\nB", false),
      ("A: one\r\n\r\ntwo", "one\r\n\r\ntwo", false), ("A: one\r\nB: two\r\n\r\n", "onetwo", false),
      ("value: x\r\nA: value\r\n\r\n", "value", true), ("no field\r\nA: b\r\n\r\n", "no field", false),
      // Folds: the line break goes, the white space stays.
      ("A: one\r\n two\r\n\r\n", "one two", true), ("A: one\r\n\ttwo\r\n\r\n", "one\ttwo", true),
      ("A: one\r\n two\r\n\r\n", "onetwo", false), ("A: one\r\n two\r\n\r\n", "one\r\n two", false),
      ("A: one\r\n two\r\n  three\r\nB: four\r\n\r\n", "one two  three", true),
      ("A: one\r\n two\r\nB: four\r\n five\r\n\r\n", "four five", true),
      ("A: one\r\n two\r\nB: four\r\n five\r\n\r\n", "two four", false),
      ("A: one\r\nno field\r\n two\r\n\r\n", "one two", true),
      ("A: \r\n two: three\r\n\r\n", "two: three", true),
      (" A: one\r\n\r\n", "one", true),
      // All of a repeated name.
      ("A: one\r\nA: two\r\n\r\n", "one", true), ("A: one\r\nA: two\r\n\r\n", "two", true),
      // A colon without a space makes a field here, but none in MailHog: either reading finds.
      ("A:one\r\n\r\n", "one", true), ("A: one\r\nB:two\r\n three\r\n\r\n", "two three", true),
      ("A: one\r\nB:two\r\n three\r\n\r\n", "one three", true), ("A:b: one\r\n\r\n", "one", true),
    ] as [(ByteString, ByteString, Bool)]
  )
  func `looks into the body and into field values`(data: ByteString, text: ByteString, expected: Bool) {
    #expect(finds(.containing, text, .example(data: data)) == expected)
  }

  @Test(
    arguments: [
      (
        "from client.example by mail.example (MailHog)\r\n          id id@mail.example; Thu, 01 Jan 1970",
        true
      ),
      ("<sender@example.com>", true), ("id@mail.example", true), ("return-path", false),
      ("recipient@example.net", false), ("+0000<sender", false),
    ] as [(ByteString, Bool)]
  )
  func `looks into the fields that MailHog adds`(text: ByteString, expected: Bool) {
    #expect(finds(.containing, text, .example()) == expected)
    #expect(finds(.containing, text, .example(data: "no header")) == expected)
  }

  @Test func `finds a name although the message brings its own Message-ID`() {
    #expect(finds(.containing, "id@mail.example", .example(data: "Message-ID: <own>\r\n\r\n")))
  }

  @Test(
    arguments: [
      "Subject: Grüße\r\n\r\n", "Subject: x\r\n\r\nGRÜSSE GRÜßE", "A: b\r\n\r\nGRÜẞE",
    ] as [ByteString]
  )
  func `folds the case of all letters`(data: ByteString) {
    #expect(finds(.containing, "grüße", .example(data: data)))
  }

  /// Made so that taking it apart costs most: nothing but folds, nothing but fields, nothing but line breaks.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["\r\n ", "A:\r\n", "\r\n", ": ", "a:", "A: a\r\n a\r\n"] as [ByteString]
  )
  func `takes time in proportion to the message`(unit: ByteString) {
    var data = Array("A: b".utf8)
    for _ in 0..<200_000 { data += unit.bytes }
    let message = StoredMessage.example(data: ByteString(data + Array("\r\n\r\nx".utf8)))
    #expect(!finds(.containing, "not there", message))
    #expect(!finds(.to, "not there", message))
  }
}
