import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `What has been read` {
    /// Servers with and without change streams.
    private static let servers = [TestDatabase.uri, TestDatabase.standaloneURI].compactMap { $0 }

    private static func mail(_ byte: UInt8, id: String, created: Int64?) -> [UInt8] {
      BSONWriter.document { writer in
        writer.objectID("_id", [0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte])
        writer.string("id", id)
        if let created { writer.date("created", created) }
        writer.document("raw") { writer in
          writer.string("from", "old@example.org")
          writer.array("to") { $0.string(.index(0), "you@example.org") }
          writer.string("data", "Subject: \(id)\r\n\r\nold")
          writer.string("helo", "h")
        }
      }
    }

    @Test(.timeLimit(.minutes(10)), arguments: servers)
    func `is known to all replicas, which tell it once`(uri: String) async throws {
      let database = try TestDatabase(uri)
      let replicas = try await database.readyReplicas(2)
      for message in StoredMessage.examples(0..<4) { try await replicas[0].insert(message) }
      // So that it has the messages at hand.
      for number in 0..<4 { _ = try await replicas[1].message(MessageID(ByteString("\(number)"))) }
      var cursors = replicas.map { $0.events.end }
      _ = try await replicas[0].events(after: &cursors[1]) { _ in true }
      cursors[1] = replicas[1].events.end
      let ids = ["1", "3"].map { MessageID($0) }
      let news = try await replicas[0].mark(ids, read: true)
      #expect(news == 2)
      for replica in replicas {
        let page = try await replica.page(MailListing(limit: 9))
        #expect(page.names == ["3", "2", "1", "0"])
        #expect(page.messages.map(\.isRead) == [true, false, true, false])
        #expect(page.unread == 2)
        for number in 0..<4 {
          let message = try await replica.message(MessageID(ByteString("\(number)")))
          #expect(message?.isRead == (number % 2 == 1))
        }
      }
      for index in replicas.indices {
        let events = try await replicas[index].events(after: &cursors[index]) { events in
          events.count { if case .updated = $0 { true } else { false } } == 2
        }
        let updates = events.filter { if case .updated = $0 { true } else { false } }
        #expect(Set(updates) == Set(ids.map { .updated($0) }))
      }
      let again = try await replicas[1].mark(ids, read: true)
      #expect(again == 0)
      let rest = try await replicas[1].markAll(read: false)
      #expect(rest == 2)
      let message = try await replicas[0].message(MessageID("1"))
      #expect(message?.isRead == false)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `can be MailHog's, whose fields stay as they are`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      try database.seed([Self.mail(1, id: "one", created: 1_000), Self.mail(2, id: "two", created: 2_000)])
      let before = try database.documents()
      let store = database.replica()
      let news = try await store.mark([MessageID("two")], read: true)
      #expect(news == 1)
      let page = try await store.page(MailListing(limit: 9))
      #expect(page.names == ["two", "one"])
      #expect(page.messages.map(\.isRead) == [true, false])
      let after = try database.documents()
      #expect(
        after.map { BSONDocument($0.fields.filter { $0.name != Array("hoglet".utf8) }) } == before
      )
      #expect(after.compactMap { $0["hoglet"]?.document?["read"] } == [.bool(true)])
      let found = try await store.page(of: MailSearch(query: "from:old is:read"), start: 0, limit: 9)
      #expect(found.names == ["two"])
      let back = try await store.markAll(read: false)
      #expect(back == 1)
      let counted = try await store.page(MailListing(limit: 9)).unread
      #expect(counted == 2)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `is known of a message in chunks`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = database.replica()
      let text = [UInt8](repeating: 0x78, count: 17 << 20)
      try await store.insert(.example("large", data: ByteString(text)))
      _ = try await store.mark([MessageID("large")], read: true)
      let message = try #require(try await store.message(MessageID("large")))
      #expect(message.isRead)
      #expect(message.data.count == text.count)
      database.drop()
    }

    @Test(.timeLimit(.minutes(10)))
    func `does not change what somebody holds`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let store = database.replica()
      try await store.insert(.example("one"))
      let held = try #require(try await store.message(MessageID("one")))
      _ = try await store.mark([MessageID("one")], read: true)
      let now = try #require(try await store.message(MessageID("one")))
      #expect(now.isRead && !held.isRead)
      database.drop()
    }
  }

  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `A cursor in MongoDB` {
    @Test(.timeLimit(.minutes(10)))
    func `leads through what anybody has stored, at any replica`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      // MailHog's, of the same moment as ours, and one without a time.
      try database.seed(
        (1...3).map { ReadStateMail.mail(UInt8($0), created: 5_000) }
          + [ReadStateMail.mail(4, created: nil), ReadStateMail.mail(5, created: nil)]
      )
      let replicas = try await database.readyReplicas(2)
      for number in 0..<4 {
        let name = ByteString("ours-\(number)")
        try await replicas[number % 2].insert(.example(name, created: number == 3 ? 9 : 5))
      }
      try await replicas[0].insert(.example(ByteString([0xFF]), created: 5))
      let all = try await replicas[0].page(start: 0, limit: 20).messages.map(\.id)
      #expect(all.count == 10)
      for search in [nil, MailSearch([])] {
        for limit in [1, 2, 3, 7] {
          var walked: [MessageID] = []
          var start = MailListing.Start.place(0)
          for turn in 0..<20 {
            let listing = MailListing(of: search, from: start, limit: limit)
            let page = try await replicas[turn % 2].page(listing)
            #expect(page.start == walked.count)
            #expect(page.total == 10)
            walked += page.messages.map(\.id)
            guard let next = page.next else { break }
            start = .behind(next)
          }
          #expect(walked == all)
        }
      }
      database.drop()
    }
  }
}

private enum ReadStateMail {
  static func mail(_ byte: UInt8, created: Int64?) -> [UInt8] {
    BSONWriter.document { writer in
      writer.objectID("_id", [0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte])
      writer.string("id", "old-\(byte)")
      if let created { writer.date("created", created) }
      writer.document("raw") { $0.string("data", "old") }
    }
  }
}
