import Bytes
import MailStore
import MongoStore
import Testing

/// Which documents a server is asked for: all that may be found, and few others.
@Suite struct `The filter of a search` {
  private static func conditions(_ query: ByteString) throws -> [BSONDocument] {
    let bytes = SearchFilter.filter(try MailSearch(query: query))
    let filter = try BSONReader.read(bytes.span)
    return (filter["$and"]?.array ?? []).compactMap(\.document)
  }

  /// What the alternatives of a condition ask of which fields.
  private static func alternatives(_ condition: BSONDocument) -> [String] {
    (condition["$or"]?.array ?? []).compactMap(\.document).flatMap(\.fields).map { field in
      let asked = field.value.document?.fields.first
      let value = asked?.value.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "-"
      return
        "\(String(decoding: field.name, as: UTF8.self)) \(asked.map { String(decoding: $0.name, as: UTF8.self) } ?? "") \(value)"
    }
  }

  @Test(
    arguments: [
      "", "-word", "has:attachment", "id:abc", "larger:1", "before:2026-01-01", "-from:a", "...", "from:@",
    ]
      as [ByteString]
  )
  func `leaves out nothing where a server cannot tell`(query: ByteString) throws {
    let bytes = SearchFilter.filter(try MailSearch(query: query))
    #expect(bytes == BSONWriter.document { _ in })
  }

  @Test func `looks for a word in the data and in what is searched besides`() throws {
    let conditions = try Self.conditions("z1")
    #expect(conditions.count == 1)
    #expect(
      Self.alternatives(conditions[0]) == [
        // What MailHog wrote, and what is encoded, has to be looked at in any case.
        "hoglet.find $exists -", "raw.data $regex [zZ]1", "hoglet.find $regex [zZ]1",
      ]
    )
  }

  @Test(
    arguments: [("from:z1", "raw.from"), ("to:z1", "raw.to"), ("bcc:z1", "raw.to")] as [(ByteString, String)]
  )
  func `looks for people in the envelope too`(query: ByteString, field: String) throws {
    let conditions = try Self.conditions(query)
    #expect(conditions.map(Self.alternatives).map(\.last) == ["\(field) $regex [zZ]1"])
  }

  @Test(arguments: ["subject:z1", "cc:z1", "header:x=z1"] as [ByteString])
  func `looks for the value of a field wherever that may stand`(query: ByteString) throws {
    #expect(try Self.conditions(query).map(Self.alternatives).map(\.count) == [3])
  }

  @Test func `has a condition for each term that a server understands`() throws {
    let conditions = try Self.conditions("from:ann -to:bob is:unread invoice larger:5 -is:read")
    #expect(conditions.count == 4)
    #expect(conditions.filter { $0["$or"] != nil }.count == 2)
    let unread = BSONWriter.document { $0.bool("$ne", true) }
    let expected = BSONValue.document(try BSONReader.read(unread.span))
    #expect(conditions.compactMap { $0["hoglet.read"] } == [expected, expected])
  }

  @Test func `asks what has been read of one field`() throws {
    #expect(try Self.conditions("is:read").map { $0["hoglet.read"] } == [.bool(true)])
    #expect(try Self.conditions("-is:unread").map { $0["hoglet.read"] } == [.bool(true)])
  }

  @Test func `looks for no more of a word than tells it from others`() throws {
    let long = ByteString([UInt8](repeating: UInt8(ascii: "q"), count: 10_000))
    #expect(SearchFilter.pattern(for: long)?.count == 64 * 4)
    #expect(SearchFilter.pattern(for: "ab-cdef-gh") == "[cC][dD][eE][fF]")
    #expect(SearchFilter.pattern(for: "a.b") == "[aA]")
  }
}
