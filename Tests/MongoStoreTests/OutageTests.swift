import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing
import Waiting

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.faultyURI != nil), .serialized)
  struct `A MongoDB store in trouble` {
    /// Makes the server do something to the next commands of these names.
    private static func fail(
      _ database: TestDatabase,
      _ commands: String...,
      times: Int32,
      _ body: (inout BSONWriter) -> Void
    ) throws {
      try database.run(
        BSONWriter.document { writer in
          writer.string("configureFailPoint", "failCommand")
          writer.document("mode") { $0.int32("times", times) }
          writer.document("data") { writer in
            writer.array("failCommands") { array in
              for (index, command) in commands.enumerated() { array.string(.index(index), command) }
            }
            body(&writer)
          }
        },
        onServer: true
      )
    }

    private static func mend(_ database: TestDatabase) throws {
      try database.run(
        BSONWriter.document { writer in
          writer.string("configureFailPoint", "failCommand")
          writer.string("mode", "off")
        },
        onServer: true
      )
    }

    @Test(.timeLimit(.minutes(10)))
    func `stores a message once though the answer to it was lost`() async throws {
      let database = try TestDatabase(TestDatabase.faultyURI)
      let store = database.replica()
      try await store.insert(.example("before"))
      var cursor = store.events.end
      try Self.fail(database, "insert", times: 3) { $0.bool("closeConnection", true) }
      defer { try? Self.mend(database) }
      try await store.insert(.example("one"))
      let page = try await store.page(start: 0, limit: 9)
      #expect(page.names.sorted() == ["before", "one"])
      #expect(store.events.all(after: &cursor) == [.stored(MessageID("one"))])
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `says no at its own deadline, and deletes what lands later`() async throws {
      let database = try TestDatabase(TestDatabase.faultyURI, timeout: .seconds(3))
      let store = database.replica()
      try await waitUntil { (try? await store.checkReadiness()) != nil }
      try await store.insert(.example("before"))
      var cursor = store.events.end
      // The deletion is held up too, so that what has landed is there to be seen.
      try Self.fail(database, "insert", "delete", times: 2) { writer in
        writer.bool("blockConnection", true)
        writer.int32("blockTimeMS", 6_000)
      }
      defer { try? Self.mend(database) }
      await #expect(throws: MailStoreError.unavailable) { try await store.insert(.example("late")) }
      try await waitUntil(every: .milliseconds(20)) { try database.documents().count == 2 }
      try await waitUntil(every: .milliseconds(20)) { try database.documents().count == 1 }
      #expect(store.events.all(after: &cursor) == [])
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `has no answer and nothing in memory where there is no server`() async throws {
      var configuration = MongoConfiguration(
        address: MongoAddress("127.0.0.1:1,127.0.0.1:2"),
        database: "x",
        collection: "y"
      )
      configuration.timeout = .milliseconds(500)
      let store = MongoStore(configuration, logger: TestDatabase.logger) { Timestamp(nanoseconds: 0) }
      await #expect(throws: MailStoreError.unavailable) { try await store.insert(.example("one")) }
      await #expect(throws: MailStoreError.unavailable) { _ = try await store.page(start: 0, limit: 1) }
      await #expect(throws: MailStoreError.unavailable) { _ = try await store.message(MessageID("one")) }
      await #expect(throws: MailStoreError.unavailable) { _ = try await store.delete(MessageID("one")) }
      await #expect(throws: MailStoreError.unavailable) { try await store.deleteAll() }
      await #expect(throws: MailStoreError.unavailable) { try await store.checkReadiness() }
    }

    @Test(.timeLimit(.minutes(10)))
    func `stores what came together with few acknowledgements`() async throws {
      let database = try TestDatabase(TestDatabase.faultyURI)
      let store = database.replica()
      try await store.insert(.example("first"))
      try Self.fail(database, "insert", times: 1) { writer in
        writer.bool("blockConnection", true)
        writer.int32("blockTimeMS", 300)
      }
      defer { try? Self.mend(database) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 { group.addTask { try await store.insert(.example(ByteString("\(number)"))) } }
        try await group.waitForAll()
      }
      let stamps = try database.documents().compactMap { MessageDocument($0).stamp?.number }
      #expect(Set(stamps).count == 201)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `takes a message of many chunks, gives it back, and deletes the chunks with it`() async throws {
      let database = try TestDatabase(TestDatabase.faultyURI, timeout: .seconds(60))
      let store = database.replica()
      var data = Array("Subject: large\r\n\r\n".utf8)
      for byte in 0..<18 { data += Array(repeating: UInt8(byte * 13), count: 1024 * 1024) }
      let message = StoredMessage.example("large", data: ByteString(data))
      try await store.insert(message)
      #expect(try database.documents(of: "messages.hoglet.chunks").count == 6)
      let read = try #require(await database.replica().message(message.id))
      #expect(read.data == data)
      #expect(read.envelope == message.envelope)
      try await store.delete(message.id)
      #expect(try database.documents(of: "messages.hoglet.chunks").isEmpty)
      try await store.insert(message)
      try await store.deleteAll()
      #expect(try database.documents(of: "messages.hoglet.chunks").isEmpty)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `stores a message whose header no field may be named after`() async throws {
      let database = try TestDatabase(TestDatabase.faultyURI)
      let store = database.replica()
      let message = StoredMessage.example(data: "$x: 1\r\na.b: 2\r\n: 3\r\nX\0Y: 4\r\n\r\nbody")
      try await store.insert(message)
      let read = try #require(await store.message(message.id))
      #expect(read.data == message.data)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `changes what is shared once though the answer to it was lost`() async throws {
      let database = try TestDatabase(TestDatabase.faultyURI)
      let store = database.replica()
      let texts = ["one", "two"].map { Array($0.utf8) }
      var edition = try await store.jim.read()
      for (text, command) in zip(texts, ["insert", "update"]) {
        try Self.fail(database, command, times: 1) { $0.bool("closeConnection", true) }
        defer { try? Self.mend(database) }
        let isWritten = try await store.jim.replace(edition, with: text)
        #expect(isWritten)
        edition = try await store.jim.read()
        #expect(edition.text == text)
      }
      try Self.fail(database, "insert", times: 1) { $0.bool("closeConnection", true) }
      defer { try? Self.mend(database) }
      let outcome = try await store.outgoing.add(.init(name: "a", text: texts[0]))
      #expect(outcome == .added)
      database.drop()
    }

    /// The server does it and is not heard in time; the second attempt finds nothing any more.
    @Test(.timeLimit(.minutes(10)))
    func `says how many messages it deleted though the answer to it was lost`() async throws {
      let uri = try #require(TestDatabase.faultyURI)
      let database = try TestDatabase("mongodb://\(uri)/?socketTimeoutMS=500")
      let store = database.replica()
      for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
      var cursor = store.events.end
      try Self.fail(database, "delete", times: 1) { writer in
        writer.bool("blockConnection", true)
        writer.int32("blockTimeMS", 600)
      }
      defer { try? Self.mend(database) }
      let count = try await store.delete(names(0..<3).map { MessageID(ByteString($0)) })
      #expect(count == 3)
      #expect(
        Set(store.events.all(after: &cursor)) == Set(names(0..<3).map { .deleted(MessageID(ByteString($0))) })
      )
      database.drop()
    }
  }
}
