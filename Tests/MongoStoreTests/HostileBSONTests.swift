import Bytes
import MongoStore
import PropertyTesting
import Testing

/// Bytes that a server, or whoever writes into its collections, may send for a document.
@Suite struct `A BSON document from anybody` {
  private static func read(_ bytes: [UInt8]) throws -> BSONDocument { try BSONReader.read(bytes.span) }

  /// A document of one element, whose lengths are right but for what `value` says.
  private static func document(_ type: UInt8, _ value: [UInt8]) -> [UInt8] {
    let elements = [type, 0x78, 0] + value
    return [UInt8(elements.count + 5), 0, 0, 0] + elements + [0]
  }

  @Test(
    arguments: [
      // Strings: no room for the zero byte, a length below nothing, one beyond the end, no zero byte.
      (0x02, [0, 0, 0, 0, 0]), (0x02, [0xFF, 0xFF, 0xFF, 0xFF, 0]), (0x02, [0, 0, 0, 0x80]),
      (0x02, [3, 0, 0, 0, 0x61, 0]), (0x02, [2, 0, 0, 0, 0x61, 0x62]),
      (0x02, [0xFF, 0xFF, 0xFF, 0x7F, 0x61, 0]),
      // Documents and arrays: too short for themselves, or longer than what they lie in.
      (0x03, [4, 0, 0, 0, 0]), (0x03, [0, 0, 0, 0]), (0x03, [6, 0, 0, 0, 0]), (0x03, [5, 0, 0, 0, 1]),
      (0x03, [0, 0, 0, 0x80, 0]), (0x04, [9, 0, 0, 0, 0]), (0x04, [7, 0, 0, 0, 0x0A, 0, 1]),
      // Binary of less than nothing, and of more than there is.
      (0x05, [0xFE, 0xFF, 0xFF, 0xFF, 0]), (0x05, [2, 0, 0, 0, 0, 1]), (0x05, [0, 0, 0, 0]),
      // What has one length and lacks a byte of it.
      (0x01, [0, 0, 0, 0, 0, 0, 0]), (0x07, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), (0x08, []),
      (0x09, [0, 0, 0, 0]), (0x10, [1, 2, 3]), (0x12, [1, 2, 3, 4, 5, 6, 7]), (0x11, [1]), (0x13, [1]),
      // A regular expression of one string, code with a scope that is shorter than its length, and no type at all.
      (0x0B, [0x61, 0]), (0x0F, [3, 0, 0, 0]), (0x0F, [0, 0, 0, 0x80]), (0x0F, [9, 0, 0, 0, 1]),
      (0x0C, [1, 0, 0, 0, 0, 9]), (0x14, []), (0x00, []), (0x80, []),
    ] as [(UInt8, [UInt8])]
  )
  func `is refused when a length in it is wrong`(type: UInt8, value: [UInt8]) {
    #expect(throws: BSONFault.malformed) { try Self.read(Self.document(type, value)) }
  }

  @Test(
    arguments: [
      [], [0], [5, 0, 0, 0], [4, 0, 0, 0, 0], [5, 0, 0, 0, 1], [6, 0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF, 0],
      [5, 0, 0, 0x80, 0], [6, 0, 0, 0, 0x0A, 0], [7, 0, 0, 0, 0x0A, 0x61, 0],
    ] as [[UInt8]]
  )
  func `is refused when it is not what it says of itself`(bytes: [UInt8]) {
    #expect(throws: BSONFault.malformed) { try Self.read(bytes) }
  }

  @Test func `is empty if it has no more than a length and an end`() throws {
    #expect(try Self.read([5, 0, 0, 0, 0]) == BSONDocument([]))
  }

  @Test func `has true for any byte that is not zero, and bytes of any kind of binary`() throws {
    #expect(try Self.read(Self.document(0x08, [0]))["x"] == .bool(false))
    #expect(try Self.read(Self.document(0x08, [2]))["x"] == .bool(true))
    #expect(try Self.read(Self.document(0x05, [1, 0, 0, 0, 0x80, 7]))["x"] == .binary([7]))
  }

  @Test func `keeps both of one name, and finds the first by it`() throws {
    let bytes = BSONWriter.document { writer in
      writer.int32("longer", 0)
      writer.int32("long", 1)
      writer.int32("long", 2)
    }
    let document = try Self.read(bytes)
    #expect(document.fields.count == 3)
    #expect(document["long"] == .integer(1))
    #expect(document["lon"] == nil)
  }

  @Test(
    arguments: [
      (3, 3), (-0.0, 0), (-9_223_372_036_854_775_808, .min), (9_223_372_036_854_775_808, nil), (0.5, nil),
      (.nan, nil), (.infinity, nil), (-.infinity, nil), (1e300, nil),
    ] as [(Double, Int64?)]
  )
  func `has a whole number where the shell wrote one as a fraction`(double: Double, integer: Int64?) throws {
    let bits = double.bitPattern
    let value = (0..<8).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    #expect(try Self.read(Self.document(0x01, value))["x"]?.integer == integer)
  }

  /// Writes what was decided on, and returns it as it is to be read.
  private static func write(
    _ key: BSONKey,
    _ choices: inout Choices,
    _ depth: Int,
    into writer: inout BSONWriter
  ) -> BSONValue {
    switch choices.number(upTo: depth < 5 ? 9 : 7) {
    case 0:
      writer.null(key)
      return .null
    case 1:
      let flag = choices.bool()
      writer.bool(key, flag)
      return .bool(flag)
    case 2:
      let number = Int32(bitPattern: UInt32(choices.byte()) << 24 | UInt32(choices.byte()))
      writer.int32(key, number)
      return .integer(Int64(number))
    case 3:
      let number = Int64(choices.byte()) << 56 | Int64(choices.byte())
      writer.int64(key, number)
      return .integer(number)
    case 4:
      let date = -Int64(choices.number(upTo: 60_000))
      writer.date(key, date)
      return .date(date)
    case 5:
      let bytes = choices.bytes(upTo: 20)
      writer.binary(key, bytes)
      return .binary(bytes)
    case 6:
      let text = choices.text(of: Array("a\0é".utf8.prefix(2)), upTo: 20)
      writer.string(key, utf8: text.span)
      return .string(text)
    case 7:
      let name = (0..<12).map { _ in choices.byte() }
      writer.objectID(key, name)
      return .objectID(name)
    case 8:
      var document = BSONDocument([])
      writer.document(key) { document = Self.write(&choices, depth + 1, into: &$0) }
      return .document(document)
    default:
      var values: [BSONValue] = []
      writer.array(key) { writer in
        for index in 0..<choices.number(upTo: 4) {
          values.append(Self.write(.index(index), &choices, depth + 1, into: &writer))
        }
      }
      return .array(values)
    }
  }

  private static func write(
    _ choices: inout Choices,
    _ depth: Int,
    into writer: inout BSONWriter
  ) -> BSONDocument {
    var fields: [BSONDocument.Field] = []
    for _ in 0..<choices.number(upTo: 4) {
      let name = ByteString(choices.text(of: Array("ab$.".utf8), upTo: 3))
      let value = write(.text(name), &choices, depth, into: &writer)
      fields.append(BSONDocument.Field(name: name.bytes, value: value))
    }
    return BSONDocument(fields)
  }

  @Test func `comes back whatever was put into it`() throws {
    try Property.check { choices in
      var writer = BSONWriter()
      var expected = BSONDocument([])
      writer.document { expected = Self.write(&choices, 0, into: &$0) }
      let document = try Self.read(writer.bytes)
      guard document == expected else { throw Difference() }
    }
  }

  @Test func `is read or refused, and never more than it has, whatever was done to it`() throws {
    try Property.check(runs: 2_000) { choices in
      var writer = BSONWriter()
      writer.document { _ = Self.write(&choices, 0, into: &$0) }
      var bytes = writer.bytes
      for _ in 0..<1 + choices.number(upTo: 3) {
        let place = choices.number(upTo: bytes.count - 1)
        bytes[place] = choices.pick([0, 1, 4, 5, 0x7F, 0x80, 0xFF, choices.byte()])
      }
      guard let document = try? Self.read(bytes) else { return }
      guard document.fields.count <= bytes.count / 2 else { throw Difference() }
      // And what it might tell of a message does not trap either.
      _ = MessageDocument(document).message
    }
  }

  private struct Difference: Error {}
}
