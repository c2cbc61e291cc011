import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

/// What somebody may have left of a message, or made of it.
@Suite struct `A document of half a message` {
  private static func document(_ body: (inout BSONWriter) -> Void) throws -> MessageDocument {
    let bytes = BSONWriter.document(body)
    return MessageDocument(try BSONReader.read(bytes.span))
  }

  private static func own(_ body: (inout BSONWriter) -> Void) throws -> MessageDocument {
    try document { $0.document("hoglet", body) }
  }

  @Test(
    arguments: [(0, 0), (1, 1), (4_096, 4_096), (4_097, 4_096), (.max, 4_096), (-1, 0), (.min, 0)]
      as [(Int64, Int)]
  )
  func `is in as many pieces as a message can have, whatever it says`(given: Int64, count: Int) throws {
    #expect(try Self.own { $0.int64("chunks", given) }.chunkCount == count)
  }

  @Test func `is in no pieces if their number is none`() throws {
    #expect(try Self.own { $0.string("chunks", "3") }.chunkCount == 0)
    #expect(try Self.own { $0.null("chunks") }.chunkCount == 0)
    #expect(try Self.document { $0.string("hoglet", "3") }.chunkCount == 0)
  }

  @Test func `has a stamp if it has both halves of one`() throws {
    let stamp = try Self.own { writer in
      writer.string("origin", "a")
      writer.int32("n", 5)
    }.stamp
    #expect(stamp == Stamp(origin: "a", number: 5))
    #expect(try Self.own { $0.string("origin", "a") }.stamp == nil)
    #expect(try Self.own { $0.int32("n", 5) }.stamp == nil)
    #expect(
      try Self.own { writer in
        writer.int32("origin", 7)
        writer.int32("n", 5)
      }.stamp == nil
    )
  }

  @Test func `has been read if it says so, and in no other way`() throws {
    #expect(try Self.own { $0.bool("read", true) }.isRead)
    #expect(try !Self.own { $0.bool("read", false) }.isRead)
    #expect(try !Self.own { $0.int32("read", 1) }.isRead)
    #expect(try !Self.own { $0.string("read", "true") }.isRead)
    #expect(try !Self.document { $0.bool("read", true) }.isRead)
  }

  @Test func `has the name that is exact, or else the one that others gave it`() throws {
    let exact = try Self.document { writer in
      writer.string("_id", "key")
      writer.string("id", "lossy")
      writer.document("hoglet") { $0.document("exact") { $0.binary("id", [0xFF]) } }
    }
    #expect(exact.id == MessageID(ByteString([0xFF])))
    let given = try Self.document { writer in
      writer.string("_id", "key")
      writer.string("id", "given")
    }
    #expect(given.id == MessageID("given"))
    #expect(try Self.document { $0.string("_id", "key") }.id == MessageID("key"))
    #expect(try Self.document { $0.binary("_id", [0, 1]) }.id == MessageID(ByteString([0, 1])))
    #expect(try Self.document { $0.int32("_id", 7) }.id == MessageID(""))
    #expect(try Self.document { $0.int32("id", 7) }.id == MessageID(""))
  }

  @Test(
    arguments: [
      (0, 0, 0), (1_000, 999_999, 1_000_999_999), (-1, 0, -1_000_000), (-1, 5, -999_995),
      // Beyond what 64 bits of nanoseconds hold: the last time that they do, or the first.
      (.max, 0, .max), (9_223_372_036_855, 0, .max), (.min, 0, .min), (-9_223_372_036_855, 0, .min),
      (9_223_372_036_854, .max, .max), (-9_223_372_036_854, .min, .min), (0, .max, .max), (0, .min, .min),
    ] as [(Int64, Int64, Int64)]
  )
  func `came at the time that it says, or at the end of all time`(
    milliseconds: Int64,
    nanos: Int64,
    expected: Int64
  )
    throws
  {
    let created = try Self.document { writer in
      writer.date("created", milliseconds)
      writer.document("hoglet") { $0.int64("nanos", nanos) }
    }.created
    #expect(created.nanoseconds == expected)
    // And can be shown.
    var text = ByteBuffer()
    text.append(rfc3339: created)
    text.append(rfc5322: created)
    #expect(text.count > 40)
  }

  @Test(arguments: [(3_600, 3_600), (.max, Int32.max), (.min, .min)] as [(Int64, Int32)])
  func `came in the zone that it says, or one at the end of the world`(zone: Int64, expected: Int32) throws {
    let created = try Self.own { $0.int64("zone", zone) }.created
    #expect(created.utcOffset == expected)
    var text = ByteBuffer()
    text.append(rfc5322: created)
    #expect(text.count > 20)
  }

  @Test func `keeps the recipients that it has, in their places`() throws {
    let message = try Self.document { writer in
      writer.document("raw") { writer in
        writer.array("to") { writer in
          writer.string(.index(0), "first")
          writer.int32(.index(1), 7)
          writer.string(.index(2), "third")
        }
      }
      writer.document("hoglet") { writer in
        writer.document("exact") { writer in
          writer.document("to") { writer in
            writer.binary("2", [0xFF])
            writer.binary("9", [0xFE])
            writer.binary("-1", [0xFD])
            writer.binary("two", [0xFC])
            writer.int32("0", 1)
          }
        }
        writer.document("parameters") { writer in
          writer.document("to") { $0.binary("1", Array("NOTIFY=NEVER".utf8)) }
        }
      }
    }.message
    #expect(
      message.envelope.recipients == [
        .init("first"), .init("", parameters: "NOTIFY=NEVER"), .init(ByteString([0xFF])),
      ]
    )
    #expect(message.envelope.sender == .init(""))
  }

  @Test func `is a message whatever types its fields have`() throws {
    let fields: [(inout BSONWriter, BSONKey) -> Void] = [
      { $0.int64($1, .max) }, { $0.string($1, "x") }, { $0.null($1) }, { $0.bool($1, true) },
      { $0.array($1) { $0.int32(.index(0), 1) } },
      { $0.document($1) { $0.array("to") { $0.null(.index(0)) } } },
      { $0.objectID($1, Array(repeating: 0xFF, count: 12)) }, { $0.date($1, .min) }, { $0.minKey($1) },
    ]
    for field in fields {
      let read = try Self.document { writer in
        for key in ["_id", "id", "from", "to", "created", "raw", "hoglet"] as [BSONKey] {
          field(&writer, key)
        }
      }
      let message = read.message
      #expect(message.data.count <= 1)
      // What is read can be written, and is the same then.
      let again = MessageEncoder(message, stamp: Stamp(origin: "o", number: 1)).document().bytes
      let copy = MessageDocument(try BSONReader.read(again.span)).message
      #expect(copy.id == message.id && copy.envelope == message.envelope && copy.created == message.created)
    }
  }
}

@Suite struct `Pieces of a message` {
  private static let message = StoredMessage(
    id: MessageID(ByteString([0xFF, 0x40])),
    envelope: Envelope(
      helo: "h",
      sender: .init("s", parameters: "RET=FULL"),
      recipients: [.init("a"), .init("b", parameters: "NOTIFY=NEVER")]
    ),
    data: Array("0123456789".utf8),
    lacksFinalLineBreak: false,
    created: Timestamp(nanoseconds: 5, utcOffset: 60)
  )

  /// All of a message in one run of bytes.
  private static func bytes(of message: StoredMessage) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try MessageChunks.forEach(of: message, stamp: Stamp(origin: "o", number: 1)) { piece throws(BSONFault) in
      bytes += try BSONReader.read(piece.span)["data"]?.bytes ?? []
    }
    return bytes
  }

  @Test func `are put together wherever they were cut`() throws {
    let bytes = try Self.bytes(of: Self.message)
    for size in [1, 2, 3, 4, 5, 7, bytes.count - 1, bytes.count] {
      let pieces = stride(from: 0, to: bytes.count, by: size).map {
        Array(bytes[$0..<min($0 + size, bytes.count)])
      }
      let message = try #require(MessageChunks.message(of: pieces, created: Self.message.created))
      #expect(message.id == Self.message.id && message.envelope == Self.message.envelope, "\(size)")
      #expect(message.data == Self.message.data && !message.lacksFinalLineBreak, "\(size)")
      #expect(message.created == Self.message.created)
    }
  }

  @Test func `are no message without their head`() throws {
    let bytes = try Self.bytes(of: Self.message)
    let head = bytes.count - Self.message.data.count
    for count in 0..<head {
      #expect(MessageChunks.message(of: [Array(bytes[..<count])], created: Self.message.created) == nil)
    }
    let empty = MessageChunks.message(of: [Array(bytes[..<head])], created: Self.message.created)
    #expect(empty?.data == [])
  }

  @Test(
    arguments: [
      [0, 0, 0, 0], [4, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F, 0], [0, 0, 0, 0x80, 0], [5, 0, 0, 0, 1],
      BSONWriter.document { $0.binary("id", [1]) }, BSONWriter.document { $0.array("from") { _ in } },
      BSONWriter.document { writer in
        writer.binary("id", [1])
        writer.array("from") { $0.binary(.index(0), [2]) }
      },
    ] as [[UInt8]]
  )
  func `are no message if their head says nothing of one`(bytes: [UInt8]) {
    #expect(MessageChunks.message(of: [bytes, [1, 2, 3]], created: Timestamp(nanoseconds: 0)) == nil)
  }

  @Test func `are as many as were counted before`() throws {
    for size in [0, 1, MessageChunks.size, MessageChunks.size + 1] {
      let message = StoredMessage.example(data: ByteString([UInt8](repeating: 1, count: size)))
      var count = 0
      MessageChunks.forEach(of: message, stamp: Stamp(origin: "o", number: 1)) { _ in count += 1 }
      #expect(count == MessageChunks.count(of: message))
      #expect(count == 1 + (size + MessageChunks.size - 1) / MessageChunks.size)
    }
  }
}
