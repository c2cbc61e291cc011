import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `A page of large messages` {
    private static let megabyte = 1 << 20

    /// A replica with twelve messages of a megabyte, which lends nine megabytes and gives four of them to a page.
    private static func filled(_ database: TestDatabase) async throws -> MongoStore {
      let writer = database.replica()
      for number in 0..<12 {
        let data = Array("Subject: large\r\n\r\n".utf8) + [UInt8](repeating: 120, count: megabyte)
        try await writer.insert(
          .example(ByteString("\(number)"), data: ByteString(data), created: Int64(number))
        )
      }
      return database.replica(answerBytes: 9 * megabyte)
    }

    @Test(.timeLimit(.minutes(10)))
    func `has as many of them as memory has room for, and the next one goes on behind them`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = try await Self.filled(database)
      let search = MailSearch(kind: .containing, text: "large")
      var (names, found): ([String], [String]) = ([], [])
      for _ in 0..<3 {
        let page = try await store.page(start: names.count, limit: 50)
        #expect(page.total == 12)
        #expect(page.messages.count == 4)
        names += page.names
        let matches = try await store.page(of: search, start: found.count, limit: 50)
        #expect(matches.total == 12)
        #expect(matches.messages.count == 4)
        found += matches.names
      }
      #expect(names == (0..<12).reversed().map { "\($0)" })
      #expect(found == names)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `has one of them while others hold too much`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = try await Self.filled(database)
      var held: [MessagePage] = []
      for _ in 0..<2 { held.append(try await store.page(start: 0, limit: 50)) }
      #expect(held.map(\.messages.count) == [4, 4])
      #expect(!store.hasExcess)
      held.append(try await store.page(start: 0, limit: 50))
      #expect(held.last?.messages.count == 1)
      let isRemoved = held.allSatisfy { $0.messages.allSatisfy(\.isRemoved) }
      #expect(isRemoved)
      held = []
      let page = try await store.page(start: 0, limit: 50)
      #expect(page.messages.count == 4)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `says so when they are held`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      _ = try await Self.filled(database)
      let bell = Excess()
      let store = MongoStore(
        database.configuration,
        options: .init(answerBytes: 2 * Self.megabyte),
        logger: TestDatabase.logger,
        onExcess: { _ in bell.ring() },
        now: { Timestamp(nanoseconds: 0) }
      )
      var held = [try await store.message(MessageID("1"))]
      #expect(bell.count == 0)
      held.append(try await store.message(MessageID("2")))
      #expect(bell.count == 1)
      #expect(held.count == 2)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `is not needed to answer many who ask for one each`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = try await Self.filled(database)
      let sizes = try await withThrowingTaskGroup(of: Int?.self) { group in
        for number in 0..<16 {
          group.addTask { try await store.message(MessageID(ByteString("\(number)")))?.data.count }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(sizes.compactMap(\.self).count == 12)
      #expect(sizes.count == 16)
      database.drop()
    }
  }
}
