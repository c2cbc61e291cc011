import Bytes
import MailHogView
import MailStore
import MailStoreTesting
import MongoStore
import Testing

@Suite struct `A message as a document` {
  private static let stamp = Stamp(origin: "0123456789abcdef", number: 7)

  private static func document(
    _ message: StoredMessage,
    from form: MessageEncoder.Form = .whole
  ) throws
    -> (document: BSONDocument, form: MessageEncoder.Form)
  {
    let (bytes, form) = MessageEncoder(message, stamp: stamp).document(from: form)
    return (try BSONReader.read(bytes.span), form)
  }

  private static func expectSame(_ left: StoredMessage, _ right: StoredMessage) {
    #expect(left.id == right.id)
    #expect(left.envelope == right.envelope)
    #expect(left.data == right.data)
    #expect(left.lacksFinalLineBreak == right.lacksFinalLineBreak)
    #expect(left.created == right.created)
  }

  /// What a document says, apart from what depends on who wrote it and when.
  private static func shape(_ value: BSONValue?) -> BSONValue? {
    switch value {
    case .document(let document):
      .document(
        BSONDocument(
          document.fields.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map {
            BSONDocument.Field(name: $0.name, value: shape($0.value) ?? .null)
          }
        )
      )
    case .array(let values): .array(values.map { shape($0) ?? .null })
    default: value
    }
  }

  @Test(arguments: DocumentSample.allCases)
  func `has MailHog's names, types and nulls`(sample: DocumentSample) throws {
    let bytes = try sample.bytes()
    let original = try BSONReader.read(bytes.span)
    let message = MessageDocument(original).message
    let ours = try Self.document(message).document
    // What is not UTF-8 stands there with U+FFFD, because servers refuse it today.
    let expected = sample == .latin1 ? try lossy(original) : original
    for name in ["id", "from", "to", "content", "created", "mime", "raw"] as [StaticString] {
      #expect(Self.shape(ours[name]) == Self.shape(expected[name]), "\(name)")
    }
  }

  private func lossy(_ document: BSONDocument) throws -> BSONDocument {
    func lossy(_ value: BSONValue) -> BSONValue {
      switch value {
      case .string(let bytes): .string(Array(String(decoding: bytes, as: UTF8.self).utf8))
      case .document(let document): .document(BSONDocument(document.fields.map(lossy)))
      case .array(let values): .array(values.map(lossy))
      default: value
      }
    }
    func lossy(_ field: BSONDocument.Field) -> BSONDocument.Field {
      BSONDocument.Field(name: field.name, value: lossy(field.value))
    }
    return BSONDocument(document.fields.map(lossy))
  }

  @Test func `comes back exactly, whatever its bytes are`() throws {
    let message = StoredMessage(
      id: MessageID(ByteString([0x69, 0xFF, 0x40, 0x68])),
      envelope: Envelope(
        helo: ByteString([0xE9, 0x00]),
        sender: Envelope.Path(ByteString([0x61, 0xFE]), parameters: "RET=HDRS"),
        recipients: [
          Envelope.Path("plain@example.org"), Envelope.Path(ByteString([0xFF])),
          Envelope.Path("x", parameters: ByteString([0x4E, 0xFF])),
        ]
      ),
      data: Array("X\0Y: \0\r\n$a.b: c\r\n\u{FFFD}: 1\r\n".utf8) + [
        0xFF, 0x3A, 0x20, 0x0D, 0x0A, 0x0D, 0x0A, 0x80, 0x00,
      ],
      lacksFinalLineBreak: false,
      created: Timestamp(nanoseconds: -1_234_567_890_123_456_789, utcOffset: -3_600)
    )
    let (document, form) = try Self.document(message)
    #expect(form == .whole)
    Self.expectSame(MessageDocument(document).message, message)
    #expect(MessageDocument(document).stamp == Self.stamp)
  }

  @Test func `has no zero byte in a name, nor a name twice`() throws {
    let data =
      Array("A\0B: 1\r\nC".utf8) + [0xFF, 0x3A, 0x20, 0x32, 0x0D, 0x0A, 0x43, 0xFE]
      + Array(": 3\r\n\r\n".utf8)
    let (document, _) = try Self.document(.example(data: ByteString(data)))
    let headers = try #require(document["content"]?.document?["headers"]?.document)
    let names = headers.fields.map { String(decoding: $0.name, as: UTF8.self) }
    #expect(names.contains("A\u{FFFD}B"))
    #expect(names.count { $0 == "C\u{FFFD}" } == 1)
  }

  @Test func `has a binary copy only of what is not text`() throws {
    let (text, _) = try Self.document(.example())
    #expect(text["hoglet"]?.document?["exact"] == nil)
    #expect(text["hoglet"]?.document?["parameters"] == nil)
    let (latin, _) = try Self.document(.example(data: ByteString([0xE9])))
    #expect(latin["hoglet"]?.document?["exact"]?.document?.fields.count == 1)
  }

  @Test func `leaves out what repeats the data when both do not fit`() throws {
    let data = Array("Subject: big\r\n\r\n".utf8) + Array(repeating: 0x61, count: 8 * 1024 * 1024)
    let message = StoredMessage.example(data: ByteString(data))
    let (document, form) = try Self.document(message)
    #expect(form == .lean)
    #expect(document["content"]?.document?["body"] == .string([]))
    #expect(document["content"]?.document?["headers"]?.document?["Subject"] != nil)
    Self.expectSame(MessageDocument(document).message, message)
  }

  @Test func `leaves out parts that a deep message repeats too often`() throws {
    var data: [UInt8] = []
    for level in "abcdefghijklmnopqr" {
      data += Array("Content-Type: multipart/mixed; boundary=b\(level)\r\n\r\n--b\(level)\r\n".utf8)
    }
    data += Array(repeating: 0x61, count: 2 * 1024 * 1024)
    let message = StoredMessage.example(data: ByteString(data))
    let (bytes, form) = MessageEncoder(message, stamp: Self.stamp).document()
    #expect(form == .lean)
    #expect(bytes.count <= MessageEncoder.sizeLimit)
  }

  @Test func `is in chunks when it is too large`() throws {
    var data = Array("Subject: huge\r\n\r\n".utf8)
    for byte in 0..<16 { data += Array(repeating: UInt8(truncatingIfNeeded: byte &* 31), count: 1024 * 1024) }
    let message = StoredMessage.example(data: ByteString(data))
    let (document, form) = try Self.document(message)
    #expect(form == .chunked)
    var pieces: [[UInt8]] = []
    var names: [String] = []
    try MessageChunks.forEach(of: message, stamp: Self.stamp) { bytes throws(BSONFault) in
      #expect(bytes.count <= MessageEncoder.sizeLimit)
      let chunk = try BSONReader.read(bytes.span)
      pieces.append(chunk["data"]?.bytes ?? [])
      names.append(String(decoding: chunk["_id"]?.bytes ?? [], as: UTF8.self))
    }
    let read = MessageDocument(document)
    #expect(read.chunkCount == pieces.count)
    #expect(names == MessageChunks.names(of: Self.stamp, count: read.chunkCount))
    Self.expectSame(try #require(MessageChunks.message(of: pieces, created: read.created)), message)
  }

  @Test func `is a stub when a header alone is too large`() throws {
    let data =
      Array("Subject: ".utf8) + Array(repeating: 0x61, count: 16 * 1024 * 1024) + Array("\r\n\r\n".utf8)
    let (bytes, form) = MessageEncoder(.example(data: ByteString(data)), stamp: Self.stamp).document()
    #expect(form == .stub)
    #expect(bytes.count < 4_096)
  }

  @Test func `is nothing without all of its chunks`() {
    #expect(MessageChunks.message(of: [], created: Timestamp(nanoseconds: 0)) == nil)
    #expect(MessageChunks.message(of: [[5, 0, 0, 0, 0]], created: Timestamp(nanoseconds: 0)) == nil)
    #expect(MessageChunks.message(of: [[255, 255, 255, 255, 0]], created: Timestamp(nanoseconds: 0)) == nil)
  }
}
