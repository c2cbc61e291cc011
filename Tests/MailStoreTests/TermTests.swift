import Bytes
import MailStore
import MailStoreTesting
import Testing

@Suite struct `A term of a search` {
  private func finds(_ query: ByteString, _ message: StoredMessage) throws -> Bool {
    MessageMatcher(try MailSearch(query: query)).matches(message)
  }

  private static let message = StoredMessage.example(
    "abc@host",
    data: """
      From: =?utf-8?Q?J=C3=B6rg?= <j@x>\r
      To: Ann <ann@x>\r
      cc: Team: cid@x;\r
      Subject: =?utf-8?Q?Bestellung_f=C3=BCr?=\r
       Ann\r
      X-Empty:\r
      \r
      body text\r
      """,
    from: "bounce@x",
    to: ["ANN@x", "cid@x", "hidden@x"]
  )

  @Test(
    arguments: [
      ("from:jörg", true), ("from:bounce", true), ("from:ann", false), ("to:ann", true), ("cc:cid", true),
      ("cc:ann", false), ("bcc:hidden", true), ("bcc:ann", false), ("bcc:cid", false), ("bcc:@x", true),
      ("subject:\"bestellung für ann\"", true), ("subject:body", false), ("SUBJECT:BESTELLUNG", true),
      ("id:abc", true), ("id:abc@host", true), ("id:bc", false), ("id:ABC", false),
      ("header:subject=für", true),
      ("header:X-Empty", true), ("header:X-Other", false), ("header:X-Empty=x", false),
      ("has:attachment", false),
      ("-has:attachment", true), ("body text", true), ("body nothing", false), ("body -nothing", true),
      ("-body", false), ("\"body text\" from:jörg -to:jörg", true), ("", true),
    ] as [(ByteString, Bool)]
  )
  func `looks where its key says`(query: ByteString, expected: Bool) throws {
    #expect(try finds(query, Self.message) == expected)
  }

  @Test(
    arguments: ["Subject: hi\r\n", "Subject: hi\n\nbody", "Subject : hi\r\n\r\n", "A: b\r\nsubject:hi"]
      as [ByteString]
  )
  func `finds the fields that are shown`(data: ByteString) throws {
    #expect(try finds("subject:hi", .example(data: data)))
    #expect(try !finds("-subject:hi", .example(data: data)))
  }

  @Test func `does not take a route for somebody else`() throws {
    #expect(try !finds("bcc:ann", .example(data: "To: ann@x\r\n\r\n", to: ["@relay:Ann@x"])))
  }

  @Test func `takes Bcc fields for what they are`() throws {
    let message = StoredMessage.example(data: "To: ann@x\r\nBcc: secret@x\r\n\r\n", to: ["ann@x"])
    #expect(try finds("bcc:secret", message))
  }

  @Test func `compares sizes without what equals`() throws {
    let message = StoredMessage.example(data: "12345")
    // With the line end that goes with it when it is downloaded.
    #expect(try finds("larger:6 smaller:8", message))
    #expect(try !finds("larger:7", message) && !finds("smaller:7", message))
  }

  @Test func `compares times, the first moment included`() throws {
    let message = StoredMessage.example("x", created: 86_400)
    #expect(try finds("after:1970-01-02 before:1970-01-03", message))
    #expect(
      try !finds("before:1970-01-02", message) && !finds("after:1970-01-02T00:00:00.000000001", message)
    )
  }

  @Test func `knows attachments by their disposition`() throws {
    let parts =
      "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\ntext\r\n--o\r\n"
      + "Content-Disposition: attachment; filename=a\r\n\r\nx\r\n--o--\r\n"
    #expect(try finds("has:attachment", .example(data: ByteString(parts))))
  }
}
