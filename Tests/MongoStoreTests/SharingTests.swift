import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing
import Waiting

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `What replicas share besides mail` {
    /// Servers with and without change streams.
    private static let servers = [TestDatabase.uri, TestDatabase.standaloneURI].compactMap { $0 }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func known(by store: MongoStore) -> String? {
      store.jim.latest.text.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Waits until a replica knows Jim so.
    private static func wait(for text: String?, at store: MongoStore) async throws {
      try await waitUntil { known(by: store) == text }
    }

    @Test(.timeLimit(.minutes(10)), arguments: servers)
    func `reaches every replica, in the order of its changes`(uri: String) async throws {
      let database = try TestDatabase(uri)
      let replicas = (0..<3).map { _ in database.replica() }
      for number in 0..<6 {
        let replica = replicas[number % 3]
        let edition = try await replica.jim.read()
        #expect(edition.text == (number == 0 ? nil : Self.text("\(number - 1)")))
        let isWritten = try await replica.jim.replace(edition, with: Self.text("\(number)"))
        #expect(isWritten)
        #expect(Self.known(by: replica) == "\(number)")
      }
      for replica in replicas { try await Self.wait(for: "5", at: replica) }
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)), arguments: servers)
    func `is changed by one of those who change it at once`(uri: String) async throws {
      let database = try TestDatabase(uri)
      let replicas = (0..<2).map { _ in database.replica() }
      for round in 0..<10 {
        let editions = [try await replicas[0].jim.read(), try await replicas[1].jim.read()]
        #expect(editions[0] == editions[1])
        async let left = replicas[0].jim.replace(editions[0], with: Self.text("left \(round)"))
        async let right = replicas[1].jim.replace(editions[1], with: Self.text("right \(round)"))
        let (isLeft, isRight) = (try await left, try await right)
        #expect(isLeft != isRight)
        let text = try await replicas[0].jim.read().text
        #expect(text == Self.text(isLeft ? "left \(round)" : "right \(round)"))
      }
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `is sown where nothing grows, and nowhere else`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      var seeds = SharedSeeds(
        jim: Self.text("first"),
        outgoing: [.init(name: "a", text: Self.text("1")), .init(name: "b", text: Self.text("2"))]
      )
      let first = database.replica(seeds: seeds)
      var edition = try await first.jim.read()
      #expect(edition.text == Self.text("first"))
      let isWritten = try await first.jim.replace(edition, with: Self.text("by a person"))
      #expect(isWritten)

      seeds.outgoing = [.init(name: "b", text: Self.text("3")), .init(name: "c", text: Self.text("4"))]
      let second = database.replica(seeds: seeds)
      edition = try await second.jim.read()
      #expect(edition.text == Self.text("by a person"))
      let entries = try await first.outgoing.all()
      #expect(entries.map(\.name) == ["a", "b", "c"])
      #expect(entries.map(\.text) == ["1", "2", "4"].map(Self.text))
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `is sown again in a database that is another`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let seeds = SharedSeeds(jim: Self.text("seed"))
      let store = database.replica(seeds: seeds)
      let edition = try await store.jim.read()
      _ = try await store.jim.replace(edition, with: Self.text("changed"))
      _ = try await store.jim.replace(try await store.jim.read(), with: Self.text("changed again"))
      // The replica has to have seen the old one before it can notice a new one.
      try await waitUntil(every: .milliseconds(20)) {
        try database.documents(of: "messages.hoglet").contains { $0["settled"] != nil }
      }
      database.drop()
      try await Self.wait(for: "seed", at: store)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `is known as it was last while there is no answer`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = database.replica()
      let edition = try await store.jim.read()
      _ = try await store.jim.replace(edition, with: Self.text("last"))
      let lost = MongoStore(
        MongoConfiguration(
          address: MongoAddress("127.0.0.1:1"),
          database: "x",
          collection: "y",
          timeout: .milliseconds(300)
        ),
        logger: TestDatabase.logger
      ) { Timestamp(nanoseconds: 0) }
      await #expect(throws: MailStoreError.unavailable) { _ = try await lost.jim.read() }
      await #expect(throws: MailStoreError.unavailable) {
        _ = try await lost.jim.replace(lost.jim.latest, with: Self.text("x"))
      }
      await #expect(throws: MailStoreError.unavailable) { _ = try await lost.outgoing.all() }
      await #expect(throws: MailStoreError.unavailable) { _ = try await lost.outgoing.text(named: "a") }
      await #expect(throws: MailStoreError.unavailable) {
        _ = try await lost.outgoing.add(.init(name: "a", text: []))
      }
      #expect(lost.jim.latest.text == nil)
      #expect(Self.known(by: store) == "last")
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `has names that are given once`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let replicas = (0..<2).map { _ in database.replica() }
      for number in 0..<10 {
        let name = ByteString("name \(number)")
        async let left = replicas[0].outgoing.add(.init(name: name, text: Self.text("left")))
        async let right = replicas[1].outgoing.add(.init(name: name, text: Self.text("right")))
        let (first, second) = (try await left, try await right)
        #expect([first, second].count { $0 == .added } == 1)
        #expect([first, second].count { $0 == .nameIsTaken } == 1)
        let text = try await replicas[1].outgoing.text(named: name)
        #expect(text == Self.text(first == .added ? "left" : "right"))
      }
      let missing = try await replicas[0].outgoing.text(named: "name")
      #expect(missing == nil)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `has as many names as there may be`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = database.replica(
        seeds: SharedSeeds(
          outgoing: (0..<SharedTexts.countLimit - 1).map { .init(name: ByteString("\($0)"), text: []) }
        )
      )
      let long = [UInt8](repeating: UInt8(ascii: "x"), count: SharedTexts.sizeLimit)
      let answers = [
        try await store.outgoing.add(.init(name: "long", text: long)),
        try await store.outgoing.add(.init(name: "last", text: Array(long.dropLast(4)))),
        try await store.outgoing.add(.init(name: "more", text: [])),
        try await store.outgoing.add(.init(name: "last", text: [])),
      ]
      #expect(answers == [.full, .added, .full, .nameIsTaken])
      database.drop()
    }
  }
}
