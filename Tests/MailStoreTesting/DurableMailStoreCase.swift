internal import Bytes
public import MailStore
public import Testing

/// One thing that every store does that outlives its process.
public struct DurableMailStoreCase: Sendable, CustomTestStringConvertible {
  /// Closes the store that it returned last, and opens the same mail again.
  public typealias Reopen = @Sendable () async throws -> any MailStore

  /// What the store does, as the end of a sentence that begins with its name.
  public let testDescription: String

  private let body: @Sendable (Reopen) async throws -> Void

  private init(_ sentence: String, _ body: @escaping @Sendable (Reopen) async throws -> Void) {
    testDescription = sentence
    self.body = body
  }

  /// Tries it on a store that is empty when it is first opened.
  public func callAsFunction(_ reopen: Reopen) async throws {
    try await body(reopen)
  }

  /// All cases.
  public static let all = [
    DurableMailStoreCase("has all of a message when it is opened again") { reopen in
      let message = StoredMessage(
        id: MessageID("name@host"),
        envelope: Envelope(
          helo: "client.example",
          sender: Envelope.Path("a@b.c", parameters: "RET=HDRS"),
          recipients: [Envelope.Path("@r.example:d@e.f", parameters: "NOTIFY=NEVER"), Envelope.Path("g")]
        ),
        data: [0x00, 0xFF, 0x0D, 0x0A, 0x41],
        lacksFinalLineBreak: false,
        created: Timestamp(nanoseconds: 1_700_000_000_123_000_000, utcOffset: 7_200)
      )
      try await reopen().insert(message)
      let returned = try #require(await reopen().message(message.id))
      #expect(returned.envelope == message.envelope)
      #expect(returned.data == message.data)
      #expect(returned.lacksFinalLineBreak == false)
      #expect(returned.created == message.created)
    },
    DurableMailStoreCase("keeps the order of arrival when it is opened again") { reopen in
      let store = try await reopen()
      for name in ["b", "c", "a"] as [ByteString] { try await store.insert(.example(name, created: 7)) }
      try await store.insert(.example("d", created: 3))
      let again = try await reopen()
      let page = try await again.page(start: 0, limit: 50)
      #expect(page.names == ["d", "a", "c", "b"])
      try await again.insert(.example("e", created: 5))
      let later = try await reopen().page(start: 0, limit: 50)
      #expect(later.names == ["e", "d", "a", "c", "b"])
    },
    DurableMailStoreCase("forgets for good") { reopen in
      let store = try await reopen()
      for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
      try await store.delete(MessageID("1"))
      let again = try await reopen()
      let page = try await again.page(start: 0, limit: 50)
      #expect(page.names == ["2", "0"])
      try await again.deleteAll()
      let empty = try await reopen().page(start: 0, limit: 50)
      #expect(empty.total == 0)
    },
    DurableMailStoreCase("knows what has been read when it is opened again") { reopen in
      let store = try await reopen()
      let names: [ByteString] = ["plain", "with:2,S", "a/b"]
      for (number, name) in names.enumerated() {
        try await store.insert(.example(name, created: Int64(number)))
      }
      _ = try await store.mark(names.map { MessageID($0) }, read: true)
      _ = try await store.mark([MessageID("plain")], read: false)
      let page = try await reopen().page(MailListing(limit: 50))
      #expect(page.names == names.reversed().map(\.description))
      #expect(page.messages.map(\.isRead) == [true, true, false])
      #expect(page.unread == 1)
    },
    DurableMailStoreCase("goes on behind a message when it is opened again") { reopen in
      let store = try await reopen()
      for message in StoredMessage.examples(0..<4) { try await store.insert(message) }
      let next = try await #require(store.page(MailListing(limit: 2)).next)
      let page = try await reopen().page(MailListing(from: .behind(next), limit: 2))
      #expect(page.names == ["1", "0"])
    },
    DurableMailStoreCase("does not tell of old mail when it is opened again") { reopen in
      try await reopen().insert(.example("one"))
      let store = try await reopen()
      var cursor = store.events.end
      _ = try await store.page(start: 0, limit: 50)
      #expect(store.events.all(after: &cursor) == [])
    },
  ]
}
