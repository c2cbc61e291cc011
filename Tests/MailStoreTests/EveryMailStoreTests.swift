import Bytes
import MailStore
import Testing

@Suite struct `Every mail store` {
  @Test(arguments: StoreUnderTest.available)
  func `is empty at first`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    let page = try await store.page(start: 0, limit: 50)
    #expect(page.total == 0)
    #expect(page.names == [])
    let found = try await store.page(of: MailSearch(kind: .to, text: "x"), start: 0, limit: 50)
    #expect(found.total == 0)
    #expect(found.names == [])
  }

  @Test(arguments: StoreUnderTest.available)
  func `returns a message as it came`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    let envelope = Envelope(
      helo: "client.example",
      sender: Envelope.Path("a@b.c", parameters: "RET=HDRS"),
      recipients: [Envelope.Path("@r.example:d@e.f", parameters: "NOTIFY=NEVER"), Envelope.Path("g")]
    )
    let message = StoredMessage(
      id: MessageID("name@host"),
      envelope: envelope,
      data: [0x00, 0xFF, 0x0D, 0x0A, 0x41],
      lacksFinalLineBreak: false,
      created: Timestamp(nanoseconds: 1_700_000_000_123_000_000, utcOffset: 0)
    )
    try await store.insert(message)
    let returned = try #require(await store.message(message.id))
    #expect(returned.id == message.id)
    #expect(returned.envelope == envelope)
    #expect(returned.data == message.data)
    #expect(returned.lacksFinalLineBreak == false)
    #expect(returned.created == message.created)
  }

  @Test(arguments: StoreUnderTest.available)
  func `knows no message that was not inserted`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    try await store.insert(.example("one"))
    for name in ["", "On", "ONE", "one ", "\u{FFFD}"] as [ByteString] {
      let message = try await store.message(MessageID(name))
      #expect(message == nil)
    }
  }

  @Test(arguments: StoreUnderTest.available)
  func `lists the newest first`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
    let page = try await store.page(start: 0, limit: 50)
    #expect(page.names == ["2", "1", "0"])
    #expect(page.total == 3)
  }

  @Test(arguments: StoreUnderTest.available)
  func `lists messages of one moment in the order of their arrival`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    for name in ["b", "c", "a"] as [ByteString] { try await store.insert(.example(name, created: 7)) }
    let page = try await store.page(start: 0, limit: 50)
    #expect(page.names == ["a", "c", "b"])
  }

  @Test(
    arguments: StoreUnderTest.available,
    [
      (0, 2, [4, 3]), (1, 2, [3, 2]), (4, 2, [0]), (5, 2, []), (9, 2, []), (0, 0, []), (-3, 1, [4]),
      (0, -1, []),
      (2, .max, [2, 1, 0]), (.max, .max, []), (.min, .max, [4, 3, 2, 1, 0]),
    ]
  )
  func `cuts pages`(kind: StoreUnderTest, cut: (start: Int, limit: Int, expected: [Int])) async throws {
    let store = kind.make()
    for message in StoredMessage.examples(0..<5) { try await store.insert(message) }
    let page = try await store.page(start: cut.start, limit: cut.limit)
    #expect(page.names == names(cut.expected))
    #expect(page.total == 5)
    let all = MailSearch(kind: .to, text: "recipient")
    let found = try await store.page(of: all, start: cut.start, limit: cut.limit)
    #expect(found.names == names(cut.expected))
    #expect(found.total == 5)
  }

  @Test(arguments: StoreUnderTest.available)
  func `keeps the first of one name`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    try await store.insert(.example("twice", data: "first"))
    try await store.insert(.example("between"))
    try await store.insert(.example("twice", data: "second"))
    let page = try await store.page(start: 0, limit: 50)
    #expect(page.names == ["between", "twice"])
    let message = try await store.message(MessageID("twice"))
    #expect(message?.data == Array("first".utf8))
  }

  @Test(arguments: StoreUnderTest.available)
  func `deletes one message`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
    let wasThere = try await store.delete(MessageID("1"))
    #expect(wasThere)
    let isThere = try await store.delete(MessageID("1"))
    #expect(!isThere)
    let page = try await store.page(start: 0, limit: 50)
    #expect(page.names == ["2", "0"])
    #expect(page.total == 2)
    let message = try await store.message(MessageID("1"))
    #expect(message == nil)
  }

  @Test(arguments: StoreUnderTest.available)
  func `takes a name again after its message is gone`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    for message in StoredMessage.examples(0..<2) { try await store.insert(message) }
    try await store.delete(MessageID("0"))
    try await store.insert(.example("0", created: 9))
    let page = try await store.page(start: 0, limit: 50)
    #expect(page.names == ["0", "1"])
  }

  @Test(arguments: StoreUnderTest.available)
  func `deletes all messages and goes on`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
    try await store.deleteAll()
    let page = try await store.page(start: 0, limit: 50)
    #expect(page.total == 0)
    #expect(page.names == [])
    let message = try await store.message(MessageID("1"))
    #expect(message == nil)
    try await store.insert(.example("later"))
    let later = try await store.page(start: 0, limit: 50)
    #expect(later.names == ["later"])
  }

  @Test(arguments: StoreUnderTest.available)
  func `tells what happens to its messages`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    var cursor = store.events.end
    for message in StoredMessage.examples(0..<2) { try await store.insert(message) }
    try await store.delete(MessageID("0"))
    try await store.delete(MessageID("0"))
    try await store.deleteAll()
    #expect(
      store.events.all(after: &cursor) == [
        .stored(MessageID("0")), .stored(MessageID("1")), .deleted(MessageID("0")), .cleared,
      ]
    )
  }

  @Test(arguments: StoreUnderTest.available)
  func `tells of a message once, however often it is stored`(kind: StoreUnderTest) async throws {
    let store = kind.make()
    var cursor = store.events.end
    for _ in 0..<2 { try await store.insert(.example("one")) }
    #expect(store.events.all(after: &cursor) == [.stored(MessageID("one"))])
  }

  @Test(arguments: StoreUnderTest.available)
  func `is ready`(kind: StoreUnderTest) async throws {
    try await kind.make().checkReadiness()
  }
}

extension MailEvents {
  /// All events behind `cursor` up to now.
  func all(after cursor: inout Cursor) -> [MailEvent] {
    var found: [MailEvent] = []
    while case .event(let event) = read(&cursor) { found.append(event) }
    return found
  }
}
