import Bytes
import MongoStore
import Testing

@Suite struct `A BSON document` {
  private static let everything = BSONWriter.document { writer in
    writer.string("s", "text")
    writer.document("d") { $0.int32("i", -2) }
    writer.array("a") { writer in
      writer.null(.index(0))
      writer.bool(.index(1), true)
    }
    writer.binary("b", [0, 255])
    writer.objectID("o", Array(0..<12))
    writer.date("t", -1)
    writer.int64("l", .max)
    writer.minKey("m")
  }

  @Test func `comes back as it was written`() throws {
    let bytes = Self.everything
    let document = try BSONReader.read(bytes.span)
    #expect(document["s"] == .string(Array("text".utf8)))
    #expect(document["d"]?.document?["i"] == .integer(-2))
    #expect(document["a"] == .array([.null, .bool(true)]))
    #expect(document["b"] == .binary([0, 255]))
    #expect(document["o"] == .objectID(Array(0..<12)))
    #expect(document["t"] == .date(-1))
    #expect(document["l"] == .integer(.max))
    #expect(document["m"] == .other(type: 0xFF))
    #expect(document["x"] == nil)
  }

  @Test func `has the bytes that the specification shows`() {
    let document = BSONWriter.document { $0.string("hello", "world") }
    #expect(
      document == [0x16, 0, 0, 0, 2] + Array("hello\0".utf8) + [6, 0, 0, 0] + Array("world\0".utf8) + [0]
    )
  }

  @Test func `is refused wherever it is cut off`() {
    let bytes = Self.everything
    for end in 0..<bytes.count {
      let start = Array(bytes[..<end])
      #expect(throws: BSONFault.malformed) { try BSONReader.read(start.span) }
    }
  }

  @Test func `is refused or read whichever byte is changed`() {
    for index in Self.everything.indices {
      for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = Self.everything
        bytes[index] = value
        _ = try? BSONReader.read(bytes.span)
      }
    }
  }

  @Test func `is refused with anything behind it`() {
    let bytes = BSONWriter.document { _ in } + [0]
    #expect(throws: BSONFault.malformed) { try BSONReader.read(bytes.span) }
  }

  @Test func `may not lie deeper than servers allow`() {
    func nested(_ depth: Int) -> [UInt8] {
      (0..<depth).reduce(BSONWriter.document { _ in }) { inner, _ in
        BSONWriter.document { $0.document("d", encoded: inner) }
      }
    }
    let (deep, deeper) = (nested(199), nested(200))
    #expect(throws: Never.self) { try BSONReader.read(deep.span) }
    #expect(throws: BSONFault.tooDeep) { try BSONReader.read(deeper.span) }
  }

  @Test(arguments: [0x06, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x11, 0x13, 0x7F] as [UInt8])
  func `is read past what no message has`(type: UInt8) throws {
    let values: [UInt8: [UInt8]] = [
      0x0B: [0x61, 0, 0x69, 0], 0x0C: [1, 0, 0, 0, 0] + Array(repeating: 9, count: 12),
      0x0D: [1, 0, 0, 0, 0],
      0x0E: [1, 0, 0, 0, 0], 0x0F: [8, 0, 0, 0, 1, 2, 3, 4], 0x11: Array(repeating: 1, count: 8),
      0x13: Array(repeating: 1, count: 16),
    ]
    let elements = [type, 0x78, 0] + (values[type] ?? []) + [0x08, 0x79, 0, 1]
    let bytes = [UInt8(elements.count + 5), 0, 0, 0] + elements + [0]
    let document = try BSONReader.read(bytes.span)
    #expect(document["x"] == .other(type: type))
    #expect(document["y"] == .bool(true))
  }

  @Test func `says what is not UTF-8 with replacement characters`() throws {
    let bytes = BSONWriter.document { $0.string("s", lossy: [0x61, 0xE9, 0x62]) }
    let document = try BSONReader.read(bytes.span)
    #expect(document["s"] == .string(Array("a\u{FFFD}b".utf8)))
  }
}
