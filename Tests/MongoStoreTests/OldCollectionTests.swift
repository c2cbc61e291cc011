import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing
import Waiting

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `A collection that MailHog filled` {
    /// A document as MailHog leaves it, with an ObjectId.
    private static func old(_ byte: UInt8, _ body: (inout BSONWriter) -> Void) -> [UInt8] {
      BSONWriter.document { writer in
        writer.objectID("_id", [0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte])
        body(&writer)
      }
    }

    private static func mail(_ byte: UInt8, id: String, created: Int64) -> [UInt8] {
      old(byte) { writer in
        writer.string("id", id)
        writer.date("created", created)
        writer.document("raw") { writer in
          writer.string("from", "old@example.org")
          writer.array("to") { $0.string(.index(0), "you@example.org") }
          writer.string("data", "Subject: \(id)\r\n\r\nold")
          writer.string("helo", "h")
        }
      }
    }

    @Test(.timeLimit(.minutes(10)))
    func `is read, searched and deleted from in place`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      try database.seed([
        Self.mail(1, id: "twice", created: 1_000), Self.mail(2, id: "twice", created: 2_000),
        Self.mail(3, id: "once", created: 3_000), Self.old(4) { _ in },
      ])
      let store = database.replica()
      try await store.insert(.example("new", created: 4))
      let page = try await store.page(start: 0, limit: 9)
      #expect(page.names == ["new", "once", "twice", "twice", "600000000000000000000004"])
      #expect(page.total == 5)
      let found = try await store.page(of: MailSearch(kind: .from, text: "OLD@"), start: 0, limit: 9)
      #expect(found.names == ["once", "twice", "twice"])
      for name in ["twice", "600000000000000000000004"] as [ByteString] {
        let wasThere = try await store.delete(MessageID(name))
        #expect(wasThere)
      }
      let rest = try await store.page(start: 0, limit: 9)
      #expect(rest.names == ["new", "once"])
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `keeps MailHog's index and gets ours beside it`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      try database.run(
        BSONWriter.document { writer in
          writer.string("createIndexes", "messages")
          writer.array("indexes") { writer in
            writer.document(.index(0)) { writer in
              writer.document("key") { $0.int32("created", 1) }
              writer.string("name", "created_1")
            }
          }
        }
      )
      let store = database.replica()
      try await store.checkReadiness()
      var names: Set<String> = []
      try await waitUntil(every: .milliseconds(20)) {
        let reply = try database.run(BSONWriter.document { $0.string("listIndexes", "messages") })
        let indexes = reply["cursor"]?.document?["firstBatch"]?.array ?? []
        names = Set(
          indexes.compactMap { $0.document?["name"]?.bytes }.map { String(decoding: $0, as: UTF8.self) }
        )
        return names.contains("hoglet_chunks")
      }
      #expect(
        names == [
          "_id_", "created_1", "hoglet_order", "hoglet_id", "hoglet_stamp", "hoglet_read", "hoglet_chunks",
        ]
      )
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `keeps to limits, by one replica at a time`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let limits = RetentionLimits(count: 3)
      let replicas = [database.replica(limits: limits), database.replica(limits: limits)]
      var cursor = replicas[0].events.end
      for message in StoredMessage.examples(0..<8) { try await replicas[0].insert(message) }
      let events = try await replicas[0].events(after: &cursor) { $0.count >= 13 }
      #expect(events.filter { if case .deleted = $0 { true } else { false } }.count == 5)
      let page = try await replicas[1].page(start: 0, limit: 9)
      #expect(page.names == ["7", "6", "5"])
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `keeps the newest, however much too large it is`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = database.replica(limits: RetentionLimits(bytes: 10_000))
      var cursor = store.events.end
      for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
      let large = ByteString([UInt8](repeating: 0x41, count: 50_000))
      try await store.insert(.example("large", data: large, created: 9))
      let events = try await store.events(after: &cursor) { events in
        events.count { if case .deleted = $0 { true } else { false } } >= 3
      }
      let gone = events.filter { if case .deleted = $0 { true } else { false } }
      #expect(gone == names(0..<3).map { .deleted(MessageID(ByteString($0))) })
      let page = try await store.page(start: 0, limit: 9)
      #expect(page.names == ["large"])
      database.drop()
    }
  }
}
