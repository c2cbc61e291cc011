import Bytes
import Glibc
import MailStore
import MailStoreTesting
import MongoStore
import Testing

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `Mail that MailHog stores meanwhile` {
    /// Servers with and without change streams.
    private static let servers = [TestDatabase.uri, TestDatabase.standaloneURI].compactMap { $0 }

    /// A document as MailHog's driver sends it, named at `second` and the `number`-th of that second.
    private static func mail(_ number: UInt8, _ id: String, second: Int = Int(time(nil))) -> [UInt8] {
      BSONWriter.document { writer in
        let seconds = (0..<4).map { UInt8(truncatingIfNeeded: second >> (24 - 8 * $0)) }
        writer.objectID("_id", seconds + [1, 2, 3, 4, 5, 6, 7, number])
        writer.string("id", id)
        writer.date("created", Int64(second) * 1_000 + Int64(number))
        writer.document("raw") { writer in
          writer.string("from", "old@example.org")
          writer.array("to") { $0.string(.index(0), "you@example.org") }
          writer.string("data", "Subject: \(id)\r\n\r\nold")
          writer.string("helo", "h")
        }
      }
    }

    private static func stored(_ names: [String]) -> [MailEvent] {
      names.map { .stored(MessageID(ByteString($0))) }
    }

    @Test(.timeLimit(.minutes(10)), arguments: servers)
    func `is told by every replica, once and in one order`(uri: String) async throws {
      let database = try TestDatabase(uri)
      try database.seed([Self.mail(1, "before"), Self.mail(2, "long before", second: 1_600_000_000)])
      let replicas = try await database.readyReplicas(3)
      var cursors = replicas.map { $0.events.end }
      var names: [String] = []
      for round in 0..<3 {
        let new = (0..<5).map { "\(round)-\($0)" }
        // Not in the order of their names: that of the list counts.
        let documents = new.enumerated().map { Self.mail(UInt8(10 + round * 5 + $0.offset), $0.element) }
        try database.seed(documents.reversed())
        names += new
        for index in replicas.indices {
          let events = try await replicas[index].events(after: &cursors[index]) { $0.count >= 5 }
          #expect(events == Self.stored(new), "replica \(index)")
        }
      }
      // A message of ours comes after all that was to be told, and is the only one that does.
      try await replicas[0].insert(.example("last"))
      for index in replicas.indices {
        let events = try await replicas[index].events(after: &cursors[index]) { !$0.isEmpty }
        #expect(events == Self.stored(["last"]))
      }
      let journal = try database.documents(of: "messages.hoglet.journal")
      #expect(journal.count == names.count)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `is not told again by whoever takes the lease over`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      // The first has the lease before the second comes.
      var replicas = try await database.readyReplicas(1)
      replicas += [database.replica()]
      try await replicas[1].checkReadiness()
      try await database.settle(2)
      var cursor = replicas[1].events.end
      try database.seed([Self.mail(1, "one")])
      #expect(try await replicas[1].events(after: &cursor) { !$0.isEmpty } == Self.stored(["one"]))
      // The first one goes; the lease stands still, and the second takes it.
      replicas.removeFirst()
      try database.seed([Self.mail(2, "two")])
      #expect(try await replicas[0].events(after: &cursor) { !$0.isEmpty } == Self.stored(["two"]))
      try database.seed([Self.mail(3, "three")])
      #expect(try await replicas[0].events(after: &cursor) { !$0.isEmpty } == Self.stored(["three"]))
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `is told though the clock of its writer is a little off`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let replicas = try await database.readyReplicas(1)
      var cursor = replicas[0].events.end
      let now = Int(time(nil))
      try database.seed([
        Self.mail(1, "late", second: now - 200), Self.mail(2, "early", second: now + 4_000),
        Self.mail(3, "ancient", second: now - 400),
      ])
      let events = try await replicas[0].events(after: &cursor) { $0.count >= 2 }
      #expect(events == Self.stored(["late", "early"]))
      database.drop()
    }
  }
}
