internal import Bytes
internal import MailStore
internal import Testing

extension MailStoreCase {
  static let reading = [
    MailStoreCase("has messages unread at first") { store in
      for message in StoredMessage.examples(0..<2) { try await store.insert(message) }
      try await store.expect(unread: ["1", "0"], read: [])
    },
    MailStoreCase("notes what has been read, and says what of it is news") { store in
      for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
      let news = try await store.mark([MessageID("0"), MessageID("2"), MessageID("no")], read: true)
      #expect(news == 2)
      try await store.expect(unread: ["1"], read: ["2", "0"])
      let more = try await store.mark([MessageID("0"), MessageID("1"), MessageID("1")], read: true)
      #expect(more == 1)
      try await store.expect(unread: [], read: ["2", "1", "0"])
      let back = try await store.mark([MessageID("1")], read: false)
      #expect(back == 1)
      try await store.expect(unread: ["1"], read: ["2", "0"])
      let nothing = try await store.mark([], read: true)
      #expect(nothing == 0)
    },
    MailStoreCase("notes that all has been read, and that none has") { store in
      for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
      _ = try await store.mark([MessageID("1")], read: true)
      let news = try await store.markAll(read: true)
      #expect(news == 2)
      try await store.expect(unread: [], read: ["2", "1", "0"])
      let again = try await store.markAll(read: true)
      #expect(again == 0)
      let back = try await store.markAll(read: false)
      #expect(back == 3)
      try await store.expect(unread: ["2", "1", "0"], read: [])
    },
    MailStoreCase("forgets with a message that it was read") { store in
      for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
      _ = try await store.mark([MessageID("0"), MessageID("1")], read: true)
      try await store.delete(MessageID("0"))
      try await store.expect(unread: ["2"], read: ["1"])
      try await store.insert(.example("0", created: 9))
      try await store.expect(unread: ["0", "2"], read: ["1"])
      try await store.deleteAll()
      try await store.expect(unread: [], read: [])
      try await store.insert(.example("1"))
      try await store.expect(unread: ["1"], read: [])
    },
    MailStoreCase("tells of what has been read as updated, and of what is no news not at all") { store in
      for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
      var cursor = store.events.end
      _ = try await store.mark([MessageID("1")], read: true)
      #expect(store.events.all(after: &cursor) == [.updated(MessageID("1"))])
      _ = try await store.mark([MessageID("1"), MessageID("no")], read: true)
      #expect(store.events.all(after: &cursor) == [])
      _ = try await store.markAll(read: true)
      #expect(Set(store.events.all(after: &cursor)) == [.updated(MessageID("0")), .updated(MessageID("2"))])
    },
    MailStoreCase("keeps the order, the bytes and the time of what is marked") { store in
      let names: [ByteString] = ["plain", "with:2,S", "a/b", "name:2,x:2,FS", "\u{E9}\0"]
      for (number, name) in names.enumerated() {
        try await store.insert(.example(name, data: name, created: Int64(number)))
      }
      let ids = names.map { MessageID($0) }
      let news = try await store.mark(ids, read: true)
      #expect(news == names.count)
      let page = try await store.page(start: 0, limit: 50)
      #expect(page.messages.map(\.id) == ids.reversed())
      #expect(page.messages.map(\.data) == names.reversed().map(\.bytes))
      #expect(page.messages.map(\.created.nanoseconds) == [4, 3, 2, 1, 0].map { $0 * 1_000_000_000 })
      let back = try await store.mark(ids, read: false)
      #expect(back == names.count)
      let found = try await store.page(start: 0, limit: 50)
      #expect(found.messages.map(\.id) == ids.reversed())
      #expect(found.messages.allSatisfy { !$0.isRead })
    },
    MailStoreCase("marks and deletes many at once") { store in
      // At once, as a store that syncs does that for many together.
      try await withThrowingTaskGroup { group in
        for message in StoredMessage.examples(0..<700) { group.addTask { try await store.insert(message) } }
        try await group.waitForAll()
      }
      let found = try await store.names(of: MailSearch(query: "is:unread"))
      let all = try await store.page(start: 0, limit: 1_000)
      #expect(found == all.messages.map(\.id))
      let news = try await store.mark(found, read: true)
      #expect(news == 700)
      let read = try await store.page(MailListing(of: MailSearch(query: "is:read"), limit: 1))
      #expect(read.total == 700)
      let gone = try await store.delete(Array(found.prefix(600)) + found.prefix(1))
      #expect(gone == 600)
      try await store.expect(unread: [], read: found.suffix(100).map(\.description))
    },
  ]
}

extension MailStore {
  /// Expects that the store says of these messages, newest first, that they are unread, and of those that they are read:
  /// by name, in lists, in searches, and in its counts.
  fileprivate func expect(
    unread: [String],
    read: [String],
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    for (names, isRead) in [(unread, false), (read, true)] {
      let search = try MailSearch(query: isRead ? "is:read" : "-is:read")
      let found = try await page(MailListing(of: search, limit: 1_000))
      #expect(found.names == names, sourceLocation: location)
      #expect(found.unread == (isRead ? 0 : names.count), sourceLocation: location)
      for name in names {
        let message = try await message(MessageID(ByteString(name)))
        #expect(message?.isRead == isRead, sourceLocation: location)
      }
    }
    let all = try await page(MailListing(limit: 1_000))
    #expect(all.unread == unread.count, sourceLocation: location)
    #expect(all.total == unread.count + read.count, sourceLocation: location)
    #expect(Set(all.messages.filter(\.isRead).map(\.id.description)) == Set(read), sourceLocation: location)
    let either = try await page(MailListing(of: MailSearch([]), limit: 1_000))
    #expect(either.unread == unread.count, sourceLocation: location)
  }
}
