import Bytes
import MailStore
import MongoStore
import PropertyTesting
import Testing

@Suite struct `The place of a document in lists` {
  private static func place(
    created: Int64? = nil,
    number: Int64? = nil,
    _ name: (inout BSONWriter) -> Void = { _ in }
  ) throws -> DocumentPlace {
    let bytes = BSONWriter.document { writer in
      name(&writer)
      if let created { writer.date("created", created) }
      if let number { writer.document("hoglet") { $0.int64("n", number) } }
    }
    return MessageDocument(try BSONReader.read(bytes.span)).place
  }

  private static func text(_ text: String) -> (inout BSONWriter) -> Void { { $0.string("_id", text) } }

  @Test func `is that of the newest, of the last number, of the greatest name`() throws {
    // As they are listed.
    let places = [
      try Self.place(created: 9), try Self.place(created: 5, number: 8, Self.text("a")),
      try Self.place(created: 5, number: 7, Self.text("b")),
      try Self.place(created: 5, number: 7, Self.text("ab")),
      try Self.place(created: 5, number: 7, Self.text("a")),
      try Self.place(created: 5, Self.text("z")), try Self.place(created: -1, number: 99, Self.text("z")),
      try Self.place(number: 3, Self.text("z")), try Self.place(Self.text("z")), try Self.place(),
    ]
    for (index, place) in places.enumerated() {
      for (other, right) in places.enumerated() {
        #expect((place < right) == (index < other), "\(index) \(other)")
      }
    }
  }

  /// As a server orders values of different types (null, numbers, strings, binary, ObjectIds, booleans, dates).
  @Test func `is by the type of the name first`() throws {
    let names: [(inout BSONWriter) -> Void] = [
      { $0.date("_id", 1) }, { $0.date("_id", -1) }, { $0.bool("_id", true) },
      { $0.objectID("_id", Array(repeating: 9, count: 12)) },
      { $0.objectID("_id", Array(repeating: 1, count: 12)) },
      { $0.binary("_id", [0, 0, 0]) }, { $0.binary("_id", [9, 9]) }, { $0.binary("_id", [9, 8]) },
      { $0.string("_id", "b") }, { $0.string("_id", "") }, { $0.int64("_id", 5) }, { $0.int32("_id", -5) },
      { $0.null("_id") },
    ]
    let places = try names.map { try Self.place(created: 1, $0) }
    #expect(places.shuffled().sorted() == places)
  }

  @Test(arguments: [Int64.min, -1, 0, 1_795_338_425_000, .max])
  func `comes back from a cursor`(created: Int64) throws {
    let names: [(inout BSONWriter) -> Void] = [
      Self.text("name@host"), { $0.binary("_id", [0xFF, 0]) }, { $0.objectID("_id", Array(0..<12)) },
      { $0.int64("_id", .min) }, { $0.date("_id", 7) }, { $0.bool("_id", false) }, { $0.null("_id") },
    ]
    for name in names {
      for number in [nil, 0, Int64.max] {
        for place in [
          try Self.place(created: created, number: number, name), try Self.place(number: number, name),
        ] {
          #expect(DocumentPlace(place.cursor) == place)
          #expect(DocumentPlace(MailCursor(place.cursor.text)) == place)
        }
      }
    }
  }

  @Test func `is in one order for all, whatever documents say`() throws {
    func place(_ choices: inout Choices) throws -> DocumentPlace {
      let (kind, byte) = (choices.number(upTo: 5), choices.byte())
      return try Self.place(
        created: choices.bool() ? Int64(choices.number(upTo: 2)) : nil,
        number: choices.bool() ? Int64(choices.number(upTo: 2)) : nil
      ) { writer in
        switch kind {
        case 0: writer.string("_id", utf8: [byte & 0x7F].span)
        case 1: writer.binary("_id", [UInt8](repeating: byte, count: Int(byte & 3)))
        case 2: writer.objectID("_id", [UInt8](repeating: byte & 1, count: 12))
        case 3: writer.int64("_id", Int64(byte & 3))
        case 4: writer.bool("_id", byte & 1 == 1)
        default: writer.document("_id") { $0.int32("x", Int32(byte)) }
        }
      }
    }
    try Property.check(runs: 2_000, size: 40) { choices in
      let (a, b, c) = (try place(&choices), try place(&choices), try place(&choices))
      guard !(a < a), !(a < b && b < a), !(a < b && b < c) || a < c else { throw Disorder() }
    }
  }

  private struct Disorder: Error {}

  @Test func `is none in a cursor of somebody else`() {
    let nameless = BSONWriter.document { $0.date("created", 1) }
    for bytes in [[], [0], [5, 0, 0, 0, 0], Array("name".utf8), nameless, nameless + [0]] as [[UInt8]] {
      #expect(DocumentPlace(MailCursor(encoding: bytes)) == nil)
    }
    let place = DocumentPlace(MailCursor(encoding: BSONWriter.document { $0.array("name") { _ in } }))
    // It has made none like it, and has a place for it all the same.
    #expect(place?.cursor != nil)
  }
}

@Suite struct `The name of a document` {
  @Test func `is twelve bytes or their digits`() {
    let bytes: [UInt8] = [0, 1, 0x0F, 0x10, 0x9A, 0xBC, 0xDE, 0xFF, 7, 8, 9, 10]
    let digits = Array("00010f109abcdeff0708090a".utf8)
    #expect(ObjectName.text(of: bytes) == digits)
    #expect(ObjectName.bytes(of: digits) == bytes)
    #expect(ObjectName.bytes(of: Array("00010F109ABCDEFF0708090A".utf8)) == bytes)
  }

  @Test(arguments: [
    "", "00010f109abcdeff0708090", "00010f109abcdeff0708090a0", "00010f109abcdeff0708090g",
    "é00010f109abcdeff070809",
  ])
  func `is no other text`(text: String) {
    #expect(ObjectName.bytes(of: Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [(0, 0), (1_600_000_000, 1_600_000_000), (-1, 0), (1 << 40, 0xFFFF_FFFF)] as [(Int64, Int64)]
  )
  func `begins with the second when it was given`(second: Int64, expected: Int64) {
    let name = ObjectName.first(ofSecond: second)
    #expect(name.count == 12 && name.dropFirst(4).allSatisfy { $0 == 0 })
    #expect(ObjectName.seconds(of: name) == expected)
  }

  @Test func `is looked for as it may have been stored`() throws {
    let ids = [MessageID("plain"), MessageID(ByteString([0xFF])), MessageID("00010f109abcdeff0708090a")]
    let bytes = DocumentName.filter(named: ids)
    let names = try BSONReader.read(bytes.span)["_id"]?.document?["$in"]?.array
    #expect(
      names == [
        .string(Array("plain".utf8)), .binary([0xFF]), .string(ids[2].text.bytes),
        .objectID([0, 1, 0x0F, 0x10, 0x9A, 0xBC, 0xDE, 0xFF, 7, 8, 9, 10]),
      ]
    )
    let byID = DocumentName.filter(withID: ids)
    #expect(try BSONReader.read(byID.span)["id"]?.document?["$in"]?.array?.count == 3)
  }

  @Test(
    arguments: [
      ("a/1/0", "a", 1), ("a/9223372036854775807/3", "a", .max), ("/0/0", "", 0),
    ] as [(String, String, Int64)]
  )
  func `says of a piece to which deed it belongs`(name: String, origin: String, number: Int64) {
    #expect(MessageChunks.stamp(ofPiece: name) == Stamp(origin: origin, number: number))
  }

  @Test(arguments: ["", "a", "a/1", "a/x/0", "a/1/x", "a/1/0/0", "a/9223372036854775808/0", "a//0"])
  func `says nothing of a piece that is none of ours`(name: String) {
    #expect(MessageChunks.stamp(ofPiece: name) == nil)
  }
}
