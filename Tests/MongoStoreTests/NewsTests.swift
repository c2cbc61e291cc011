import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

@Suite struct `News of other replicas` {
  private static func document(_ bytes: [UInt8]) throws -> BSONDocument { try BSONReader.read(bytes.span) }

  /// A message that a replica stored.
  private static func message(_ name: ByteString, _ stamp: Stamp, created: Int64 = 0) throws -> BSONDocument {
    try document(MessageEncoder(.example(name, created: created), stamp: stamp).document().bytes)
  }

  private static func entry(
    _ stamp: Stamp,
    _ deed: JournalEntry.Deed,
    _ subjects: [(ByteString, Stamp?)] = [],
    created: Int64? = nil
  ) throws -> BSONDocument {
    let subjects = subjects.map { JournalEntry.Subject(id: MessageID($0.0), stamp: $0.1, created: created) }
    return try document(JournalEntry(stamp, deed, subjects).document)
  }

  private static func stamp(_ number: Int64, of origin: String = "a") -> Stamp {
    Stamp(origin: origin, number: number)
  }

  private static func events(
    _ messages: [BSONDocument],
    _ journal: [BSONDocument] = [],
    known: Set<Stamp> = []
  ) -> [MailEvent] {
    News(messages: messages, journal: journal).events { known.contains($0) }
  }

  private static func stored(_ name: ByteString) -> MailEvent { .stored(MessageID(name)) }
  private static func deleted(_ name: ByteString) -> MailEvent { .deleted(MessageID(name)) }

  @Test func `tell of messages in the order of lists, and not of replicas`() throws {
    let messages = [
      try Self.message("third", Self.stamp(1), created: 9),
      try Self.message("second", Self.stamp(7, of: "b"), created: 5),
      try Self.message("first", Self.stamp(6), created: 5),
    ]
    #expect(Self.events(messages) == ["first", "second", "third"].map(Self.stored))
  }

  @Test func `tell nothing twice`() throws {
    let messages = [try Self.message("one", Self.stamp(1)), try Self.message("two", Self.stamp(2))]
    #expect(Self.events(messages + messages, known: [Self.stamp(1)]) == [Self.stored("two")])
    let journal = [try Self.entry(Self.stamp(3), .deleted, [("one", Self.stamp(1))])]
    #expect(Self.events([], journal, known: [Self.stamp(1), Self.stamp(3)]) == [])
  }

  @Test func `tell that a message came before they tell that it went`() throws {
    let journal = [
      try Self.entry(
        Self.stamp(3),
        .deleted,
        [("gone", Self.stamp(2)), ("old", Self.stamp(1)), ("MailHog's", nil)]
      )
    ]
    #expect(
      Self.events([], journal, known: [Self.stamp(1)])
        == [Self.stored("gone"), Self.deleted("gone"), Self.deleted("old"), Self.deleted("MailHog's")]
    )
  }

  /// Of two replicas that delete one message the second finds it gone, and what it noted may be read all the same.
  @Test func `tell once that a message came, by whomever it went`() throws {
    let journal = [
      try Self.entry(Self.stamp(4), .deleted, [("one", Self.stamp(2))]),
      try Self.entry(Self.stamp(5, of: "b"), .deleted, [("one", Self.stamp(2))]),
    ]
    #expect(Self.events([], journal) == [Self.stored("one"), Self.deleted("one"), Self.deleted("one")])
  }

  @Test func `tell what was done in the order in which it was done`() throws {
    let messages = [try Self.message("one", Self.stamp(1))]
    let journal = [
      try Self.entry(Self.stamp(3), .updated, [("one", Self.stamp(1))]),
      try Self.entry(Self.stamp(2), .updated, [("one", Self.stamp(1)), ("two", nil)]),
    ]
    #expect(
      Self.events(messages, journal)
        == [
          Self.stored("one"), .updated(MessageID("one")), .updated(MessageID("two")),
          .updated(MessageID("one")),
        ]
    )
  }

  @Test func `tell that all went before what is there now`() throws {
    let messages = [try Self.message("new", Self.stamp(5))]
    let journal = [try Self.entry(Self.stamp(4), .cleared), try Self.entry(Self.stamp(6, of: "b"), .cleared)]
    #expect(Self.events(messages, journal) == [.cleared, Self.stored("new")])
    #expect(
      Self.events(messages, journal, known: [Self.stamp(4), Self.stamp(6, of: "b")]) == [Self.stored("new")]
    )
  }

  @Test func `tell of mail that somebody noticed among that of replicas`() throws {
    let messages = [
      try Self.message("late", Self.stamp(1), created: 30),
      try Self.message("early", Self.stamp(2), created: 10),
    ]
    let journal = [
      try Self.entry(Self.stamp(3), .stored, [("MailHog's", nil)], created: 20_000_000_000),
      try Self.entry(Self.stamp(4), .stored, [("undated", nil)]),
    ]
    #expect(Self.events(messages, journal) == ["undated", "early", "MailHog's", "late"].map(Self.stored))
  }

  @Test func `have the numbers of what was found, by replica`() throws {
    let news = News(
      messages: [try Self.message("x", Self.stamp(1)), try Self.message("y", Self.stamp(2, of: "b"))],
      journal: [try Self.entry(Self.stamp(3), .cleared), try Self.entry(Self.stamp(9, of: "b"), .cleared)]
    )
    #expect(news.numbers(of: "a") == [1, 3])
    #expect(news.numbers(of: "b") == [2, 9])
    #expect(news.numbers(of: "c") == [])
  }

  @Test func `leave out what makes no sense`() throws {
    let nonsense = BSONWriter.document { writer in
      writer.string("origin", "a")
      writer.string("n", "seven")
      writer.string("deed", "deleted")
    }
    let unknown = BSONWriter.document { writer in
      writer.string("origin", "a")
      writer.int64("n", 7)
      writer.string("deed", "forged")
    }
    let journal = [try Self.document(nonsense), try Self.document(unknown), BSONDocument([])]
    #expect(Self.events([BSONDocument([])], journal) == [])
  }
}

@Suite struct `An entry of the journal` {
  @Test func `comes back as it was written, whatever the names are`() throws {
    let subjects = [
      JournalEntry.Subject(id: MessageID(ByteString([0xFF, 0])), stamp: nil, created: .min),
      JournalEntry.Subject(id: MessageID("a"), stamp: Stamp(origin: "b", number: .max)),
    ]
    for (name, expected) in [(nil, "origin/-3"), ("message/x", "message/x")] {
      let entry = JournalEntry(Stamp(origin: "origin", number: -3), .stored, subjects, name: name)
      let bytes = entry.document
      let read = try #require(JournalEntry(try BSONReader.read(bytes.span)))
      #expect(read.stamp == entry.stamp && read.deed == .stored && read.name == expected)
      #expect(read.subjects == subjects)
    }
  }

  @Test func `has subjects of which half is missing`() throws {
    let bytes = BSONWriter.document { writer in
      writer.string("origin", "a")
      writer.int32("n", 1)
      writer.string("deed", "deleted")
      writer.array("messages") { writer in
        writer.document(.index(0)) { _ in }
        writer.string(.index(1), "no document")
        writer.document(.index(2)) { writer in
          writer.string("id", "text")
          writer.string("origin", "without a number")
        }
      }
    }
    let entry = try #require(JournalEntry(try BSONReader.read(bytes.span)))
    #expect(entry.subjects.map(\.id) == [MessageID(""), MessageID("text")])
    #expect(entry.subjects.allSatisfy { $0.stamp == nil && $0.created == nil })
    #expect(entry.name == "a/1")
  }
}

@Suite struct `What replicas know of each other` {
  private static func state(_ documents: [[UInt8]]) throws -> SharedState {
    SharedState(try documents.map { try BSONReader.read($0.span) })
  }

  private static func named(_ name: String, _ body: (inout BSONWriter) -> Void = { _ in }) -> [UInt8] {
    BSONWriter.document { writer in
      writer.string("_id", name)
      body(&writer)
    }
  }

  @Test func `is told by the names of documents`() throws {
    let state = try Self.state([
      Self.named("epoch") { $0.string("value", "e") },
      Self.named("lease") { writer in
        writer.string("owner", "o")
        writer.int64("beat", 4)
      },
      Self.named("origin/a/b") { writer in
        writer.int64("settled", 3)
        writer.int32("base", 1)
        writer.int64("beat", 2)
      },
      Self.named("something else"), BSONWriter.document { $0.int32("_id", 7) },
    ])
    #expect(state.epoch == "e")
    #expect(state.lease == SharedState.Lease(owner: "o", beat: 4))
    #expect(state.origins == ["a/b": SharedState.Origin(settled: 3, base: 1, beat: 2)])
  }

  @Test func `is nothing in an empty database, and little where a document says little`() throws {
    let empty = try Self.state([])
    #expect(empty.epoch == nil && empty.lease == nil && empty.origins.isEmpty)
    let state = try Self.state([
      Self.named("epoch") { $0.int32("value", 1) }, Self.named("lease"),
      Self.named("origin/") { $0.string("settled", "far") },
    ])
    #expect(state.epoch == nil)
    #expect(state.lease == SharedState.Lease(owner: "", beat: 0))
    #expect(state.origins == ["": SharedState.Origin(settled: 0, base: 0, beat: 0)])
  }
}
