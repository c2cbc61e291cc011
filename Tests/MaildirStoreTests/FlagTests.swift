import Bytes
import MailStore
import MailStoreTesting
import MaildirStore
import Testing

/// What has been read, as the names of files say it.
@Suite struct `A flag of a file` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func mark(_ name: ByteString, _ isRead: Bool, in store: MaildirStore) async throws {
    let news = try await store.mark([MessageID(name)], read: isRead)
    #expect(news == 1)
  }

  @Test func `says in the folder itself that the message has been read`() async throws {
    let store = try MaildirStore(folder.path)
    try await store.insert(.example("one"))
    try await mark("one", true, in: store)
    #expect(folder.names == ["one:2,S"])
    try await mark("one", false, in: store)
    #expect(folder.names == ["one"])
  }

  @Test func `stands among those that others have set`() async throws {
    try folder.make("new")
    try folder.make("cur")
    try folder.write("cur/a:2,FT", "Subject: a\n\na")
    try folder.write("cur/b", "Subject: b\n\nb")
    try folder.write("new/c", "Subject: c\n\nc")
    try folder.write("d:2,R", "HELO:<h>\r\nFROM:<f@g>\r\n\r\nd")
    let store = try MaildirStore(folder.path)
    for name in ["a", "b", "c", "d"] as [ByteString] { try await mark(name, true, in: store) }
    #expect(folder.names == ["cur", "d:2,RS", "new"])
    #expect(folder.names(of: "cur") == ["a:2,FST", "b:2,S", "c:2,S"])
    #expect(folder.names(of: "new") == [])
    for name in ["a", "b", "c", "d"] as [ByteString] { try await mark(name, false, in: store) }
    #expect(folder.names == ["cur", "d:2,R", "new"])
    #expect(folder.names(of: "cur") == ["a:2,FT", "b:2,", "c:2,"])
  }

  @Test func `finds a place where there was only a folder for new mail`() async throws {
    try folder.make("new")
    try folder.write("new/a", "Subject: a\n\na")
    let store = try MaildirStore(folder.path)
    try await mark("a", true, in: store)
    #expect(folder.names(of: "cur") == ["a:2,S"])
    let page = try await store.page(MailListing(limit: 9))
    #expect(page.names == ["a"] && page.unread == 0)
  }

  @Test(arguments: [true, false])
  func `is seen when another reader sets it or takes it away`(isTold: Bool) async throws {
    var options = MaildirStore.Options()
    options.isTold = isTold
    let store = try MaildirStore(folder.path, options: options)
    for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
    var cursor = store.events.end
    try folder.rename("1", to: "1:2,S")
    let page = try await store.page(MailListing(limit: 9))
    #expect(page.names == ["2", "1", "0"])
    #expect(page.messages.map(\.isRead) == [false, true, false])
    #expect(page.unread == 2)
    #expect(store.events.all(after: &cursor) == [.updated(MessageID("1"))])
    #expect(try await store.message(MessageID("1"))?.isRead == true)
    try folder.rename("1:2,S", to: "1")
    #expect(try await store.page(MailListing(limit: 9)).unread == 3)
    #expect(store.events.all(after: &cursor) == [.updated(MessageID("1"))])
    #expect(try await store.message(MessageID("1"))?.isRead == false)
  }

  @Test func `is told when the store looks after itself`() async throws {
    let store = try MaildirStore(folder.path)
    try await store.insert(.example("one"))
    var cursor = store.events.end
    try folder.rename("one", to: "one:2,S")
    store.tick(now: Timestamp(nanoseconds: 0))
    try await store.checkReadiness()
    #expect(store.events.all(after: &cursor) == [.updated(MessageID("one"))])
  }

  @Test func `is no flag if it is part of a name`() async throws {
    try folder.write("a:2,S!", "HELO:<h>\r\nFROM:<f@g>\r\n\r\nx")
    try folder.write("b:1,S", "HELO:<h>\r\nFROM:<f@g>\r\n\r\nx")
    let store = try MaildirStore(folder.path)
    let page = try await store.page(MailListing(limit: 9))
    #expect(Set(page.names) == ["a:2,S!", "b:1,S"])
    #expect(page.unread == 2)
  }

  @Test func `loses nothing that only the index knows`() async throws {
    let envelope = Envelope(helo: "", sender: .init("a@b", parameters: "RET=HDRS"), recipients: [])
    func message(_ id: ByteString) -> StoredMessage {
      StoredMessage(
        id: MessageID(id),
        envelope: envelope,
        data: [0x41],
        lacksFinalLineBreak: false,
        created: Timestamp(nanoseconds: 5, utcOffset: 3_600)
      )
    }
    var store = try MaildirStore(folder.path, options: .init(recentBytes: 0))
    for id in ["name", "a/b"] as [ByteString] {
      try await store.insert(message(id))
      try await mark(id, true, in: store)
    }
    for _ in 0..<2 {
      for id in ["name", "a/b"] as [ByteString] {
        let kept = try #require(try await store.message(MessageID(id)))
        #expect(kept.envelope == envelope && kept.isRead)
        #expect(kept.created == Timestamp(nanoseconds: 5, utcOffset: 3_600))
        #expect(!kept.lacksFinalLineBreak)
      }
      store = try MaildirStore(folder.path, options: .init(recentBytes: 0))
    }
    try await store.delete(MessageID("name"))
    try await store.delete(MessageID("a/b"))
    #expect(folder.names == [])
  }

  @Test func `overwrites no file that has the name already`() async throws {
    let store = try MaildirStore(folder.path)
    try await store.insert(.example("one"))
    try folder.write("one:2,S", "a note")
    await #expect(throws: MailStoreError.unavailable) { try await store.mark([MessageID("one")], read: true) }
    #expect(folder.names == ["one", "one:2,S"])
    #expect(try await store.message(MessageID("one"))?.isRead == false)
  }

  @Test func `does not keep a search from finding what is marked meanwhile`() async throws {
    let store = try MaildirStore(folder.path, options: .init(recentBytes: 0))
    for message in StoredMessage.examples(0..<40) { try await store.insert(message) }
    let ids = StoredMessage.examples(0..<40).map(\.id)
    async let marks: Int = {
      var count = 0
      for isRead in [true, false, true] { count += try await store.mark(ids, read: isRead) }
      return count
    }()
    for _ in 0..<5 {
      #expect(try await store.page(of: MailSearch(query: "from:sender"), start: 0, limit: 9).total == 40)
      #expect(try await store.page(start: 0, limit: 500).names.count == 40)
    }
    #expect(try await marks == 120)
  }
}
