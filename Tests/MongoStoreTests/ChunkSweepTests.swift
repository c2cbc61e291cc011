import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing
import Waiting

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `Pieces of messages that were never stored` {
    private static func database(orphanAge: Duration) throws -> TestDatabase {
      try TestDatabase(TestDatabase.uri, orphanAge: orphanAge, sweepInterval: .milliseconds(100))
    }

    private static func plant(_ names: [String], in database: TestDatabase) throws {
      try database.seed(
        names.map { name in
          BSONWriter.document { writer in
            writer.string("_id", name)
            writer.binary("data", [1, 2, 3])
          }
        },
        into: "messages.hoglet.chunks"
      )
    }

    private static func pieces(in database: TestDatabase) throws -> Set<String> {
      Set(
        try database.documents(of: "messages.hoglet.chunks").compactMap { $0["_id"]?.bytes }
          .map { String(decoding: $0, as: UTF8.self) }
      )
    }

    /// A replica that gives no sign, and said that it is done up to `settled`.
    private static func register(_ origin: String, settled: Int64, in database: TestDatabase) throws {
      let document = BSONWriter.document { writer in
        writer.string("_id", "origin/\(origin)")
        writer.int64("settled", settled)
        writer.int64("base", 0)
        writer.int64("beat", 1)
      }
      try database.seed([document], into: "messages.hoglet")
    }

    @Test(.timeLimit(.minutes(10)))
    func `are deleted when nobody can need them, and no others`() async throws {
      let database = try Self.database(orphanAge: .seconds(1))
      let stored = MessageEncoder(.example("stored"), stamp: Stamp(origin: "dead", number: 1)).document()
        .bytes
      try database.seed([stored])
      try Self.register("alive", settled: 4, in: database)
      let kept: Set = ["dead/1/0", "dead/1/1", "alive/5/0", "other", "a/b/c", "dead/1", "dead/2/0/0"]
      try Self.plant(kept + ["dead/2/0", "dead/2/1", "alive/3/0", "alive/4/0"], in: database)
      let store = database.replica()
      try await waitUntil(every: .milliseconds(20)) { try Self.pieces(in: database) == kept }
      // Another walk, which passes all of them again.
      try Self.plant(["alive/2/0", "z/9/9"], in: database)
      try await waitUntil(every: .milliseconds(20)) { try Self.pieces(in: database) == kept }
      try await store.checkReadiness()
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `stay as long as their writer may come back`() async throws {
      let database = try Self.database(orphanAge: .seconds(600))
      try Self.register("alive", settled: 4, in: database)
      try Self.plant(["unknown/1/0", "alive/4/0", "alive/5/0"], in: database)
      let store = database.replica()
      try await waitUntil(every: .milliseconds(20)) {
        try Self.pieces(in: database) == ["unknown/1/0", "alive/5/0"]
      }
      try Self.plant(["alive/1/0"], in: database)
      try await waitUntil(every: .milliseconds(20)) {
        try Self.pieces(in: database) == ["unknown/1/0", "alive/5/0"]
      }
      try await store.checkReadiness()
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `are found among many that are needed`() async throws {
      let database = try Self.database(orphanAge: .seconds(600))
      try Self.register("alive", settled: 1_000, in: database)
      let needed = Set((1_001..<1_551).map { "alive/\($0)/0" })
      // In the order of names it is the last one.
      try Self.plant(Array(needed) + ["alive/999/0"], in: database)
      let store = database.replica()
      try await waitUntil(every: .milliseconds(20)) { try Self.pieces(in: database) == needed }
      try await store.checkReadiness()
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `are not those of a message that is stored meanwhile`() async throws {
      let database = try Self.database(orphanAge: .seconds(1))
      let store = database.replica()
      let data = Array("Subject: large\r\n\r\n".utf8) + [UInt8](repeating: 200, count: 17 << 20)
      for round in 0..<3 {
        let message = StoredMessage.example(ByteString("\(round)"), data: ByteString(data))
        try await store.insert(message)
        try Self.plant(["gone/\(round)/0"], in: database)
        try await waitUntil(every: .milliseconds(20)) {
          try !Self.pieces(in: database).contains("gone/\(round)/0")
        }
        let read = try #require(await store.message(message.id))
        #expect(read.data == data)
      }
      database.drop()
    }
  }
}
