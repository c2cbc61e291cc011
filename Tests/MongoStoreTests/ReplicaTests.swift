import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `Replicas on one database` {
    /// Servers with and without change streams.
    private static let servers = [TestDatabase.uri, TestDatabase.standaloneURI].compactMap { $0 }

    @Test(.timeLimit(.minutes(10)), arguments: servers)
    func `tell of each message once, and see it at once`(uri: String) async throws {
      let database = try TestDatabase(uri)
      let replicas = try await database.readyReplicas(3)
      var cursors = replicas.map { $0.events.end }
      for number in 0..<30 {
        try await replicas[number % 3].insert(.example(ByteString("\(number)"), created: Int64(number)))
        let seen = try await replicas[(number + 1) % 3].message(MessageID(ByteString("\(number)")))
        #expect(seen != nil)
      }
      let all = Set((0..<30).map { MailEvent.stored(MessageID(ByteString("\($0)"))) })
      for index in replicas.indices {
        let events = try await replicas[index].events(after: &cursors[index]) { Set($0) == all }
        #expect(events.count == 30)
        #expect(Set(events) == all)
        let page = try await replicas[index].page(start: 0, limit: 50)
        #expect(page.names == (0..<30).reversed().map { "\($0)" })
      }
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)), arguments: servers)
    func `tell of what another deleted`(uri: String) async throws {
      let database = try TestDatabase(uri)
      let replicas = try await database.readyReplicas(2)
      var cursor = replicas[1].events.end
      try await replicas[0].insert(.example("one"))
      try await replicas[0].insert(.example("two"))
      try await replicas[0].delete(MessageID("one"))
      let gone = try await replicas[1].message(MessageID("one"))
      #expect(gone == nil)
      let deleted = try await replicas[1].events(after: &cursor) { $0.count == 3 }
      #expect(
        Set(deleted) == [.stored(MessageID("one")), .stored(MessageID("two")), .deleted(MessageID("one"))]
      )
      try await replicas[0].deleteAll()
      let cleared = try await replicas[1].events(after: &cursor) { !$0.isEmpty }
      #expect(cleared == [.cleared])
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `leave it to one of two to say that a message went`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let replicas = try await database.readyReplicas(2)
      for number in 0..<10 {
        let id = MessageID(ByteString("\(number)"))
        try await replicas[0].insert(.example(id.text))
        async let left = replicas[0].delete(id)
        async let right = replicas[1].delete(id)
        let count = [try await left, try await right].count { $0 }
        #expect(count == 1)
      }
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `read a replica to its end that stopped without a word`() async throws {
      let database = try TestDatabase(TestDatabase.uri, patience: .seconds(1))
      let replicas = try await database.readyReplicas(1)
      // A replica that was done with one message when it last spoke, and has stored two more.
      let registration = BSONWriter.document { writer in
        writer.string("_id", "origin/dead")
        writer.int64("settled", 1)
        writer.int64("base", 0)
        writer.int64("beat", 5)
      }
      var cursor = replicas[0].events.end
      let documents = [1, 3, 2].map { number in
        MessageEncoder(
          .example(ByteString("\(number)"), created: Int64(number)),
          stamp: Stamp(origin: "dead", number: number)
        ).document().bytes
      }
      try database.seed(documents)
      try database.seed([registration], into: "messages.hoglet")
      let names = [1, 2, 3].map { MailEvent.stored(MessageID(ByteString("\($0)"))) }
      let events = try await replicas[0].events(after: &cursor) { $0.count >= 3 }
      #expect(events.filter { if case .stored = $0 { true } else { false } } == names)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `notice that their database is another`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let replicas = try await database.readyReplicas(2)
      try await replicas[0].insert(.example("one"))
      var cursor = replicas[1].events.end
      database.drop()
      let events = try await replicas[1].events(after: &cursor) { $0.contains(.cleared) }
      #expect(events.contains(.cleared))
      try await replicas[0].insert(.example("two"))
      let told = try await replicas[1].events(after: &cursor) { $0.contains(.stored(MessageID("two"))) }
      #expect(told.count { $0 == .stored(MessageID("two")) } == 1)
      database.drop()
    }
  }
}
