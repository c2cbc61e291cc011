import Bytes
import MailStore
import MongoStore
import Testing

@Suite struct `A document that MailHog wrote` {
  private static func message(_ sample: DocumentSample) throws -> StoredMessage {
    try sample.document().message
  }

  @Test(
    arguments: [
      (.plain, "From: Alice <alice@example.com>\r\nTo: bob@example.com\r\nSubject: plain\r\n\r\nhello"),
      (.noHeaders, "just text"),
      (.utf8, "Subject: Grüße ☃\r\n\r\nnaïve"),
      (.nul, "Subject: nul\r\n\r\na\0b"),
    ] as [(DocumentSample, String)]
  )
  func `is read with the exact data`(sample: DocumentSample, data: String) throws {
    let message = try Self.message(sample)
    #expect(String(decoding: message.data, as: UTF8.self) == data)
    #expect(message.lacksFinalLineBreak)
  }

  @Test func `keeps bytes that are not UTF-8`() throws {
    let message = try Self.message(.latin1)
    let start = Array("Subject: lat1 ".utf8) + [0xE9, 0x0D, 0x0A]
    #expect(Array(message.data.prefix(start.count)) == start)
    #expect(Array(message.data.suffix(7)) == [0x63, 0x61, 0x66, 0xE9, 0x20, 0xFF, 0xFE])
  }

  @Test(arguments: DocumentSample.allCases)
  func `is read with envelope and time`(sample: DocumentSample) throws {
    let message = try Self.message(sample)
    #expect(message.envelope.helo == "mgo.example")
    #expect(message.envelope.sender == Envelope.Path("alice@example.com"))
    #expect(message.envelope.recipients == [Envelope.Path("bob@example.com"), Envelope.Path("@r1")])
    #expect(message.id.host == "mailhog.example")
    #expect(message.created.nanoseconds / 1_000_000_000 == 1_795_338_425)
    #expect(message.created.nanoseconds % 1_000_000 == 0)
  }

  @Test(arguments: DocumentSample.allCases)
  func `has no stamp and no chunks`(sample: DocumentSample) throws {
    let document = try sample.document()
    #expect(document.stamp == nil)
    #expect(document.chunkCount == 0)
  }

  @Test func `may lack every field`() throws {
    let empty = MessageDocument(BSONDocument([])).message
    #expect(empty.id == MessageID(""))
    #expect(empty.data == [])
    #expect(empty.envelope.recipients == [])
    #expect(empty.created.nanoseconds == 0)
  }

  @Test func `is named and dated by its ObjectId where it lacks both`() throws {
    let bytes = BSONWriter.document {
      $0.objectID("_id", [0x6B, 0x02, 0xD1, 0x79, 1, 2, 3, 4, 5, 6, 7, 0xFF])
    }
    let message = MessageDocument(try BSONReader.read(bytes.span)).message
    #expect(message.id == MessageID("6b02d17901020304050607ff"))
    #expect(message.created.nanoseconds == 0x6B02_D179 * 1_000_000_000)
  }

  @Test func `is addressed by the parts of its addresses where it lacks the whole ones`() throws {
    let bytes = BSONWriter.document { writer in
      writer.document("from") { writer in
        writer.string("mailbox", "a")
        writer.string("domain", "b.c")
      }
      writer.array("to") { $0.document(.index(0)) { $0.string("mailbox", "only") } }
    }
    let message = MessageDocument(try BSONReader.read(bytes.span)).message
    #expect(message.envelope.sender.address == "a@b.c")
    #expect(message.envelope.recipients.map(\.address) == ["only"])
  }
}
