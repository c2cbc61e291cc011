internal import Bytes
internal import MailStore
internal import Testing

extension MailStoreCase {
  static let cursors =
    [
      MailStoreCase("has no page behind the last") { store in
        let empty = try await store.page(MailListing(limit: 2))
        #expect(empty.next == nil)
        for message in StoredMessage.examples(0..<2) { try await store.insert(message) }
        for search in [nil, MailSearch([])] {
          for limit in [2, 3] {
            let page = try await store.page(MailListing(of: search, limit: limit))
            #expect(page.next == nil)
          }
          let beyond = try await store.page(MailListing(of: search, from: .place(5), limit: 2))
          #expect(beyond.next == nil)
          #expect(beyond.names == [])
        }
      },
      MailStoreCase("refuses a cursor that no store has made") { store in
        try await store.insert(.example("one"))
        for text in ["", "0", "xy", "00", "6e6f6e65"] as [ByteString] {
          for search in [nil, MailSearch([])] {
            let listing = MailListing(of: search, from: .behind(MailCursor(text)), limit: 2)
            await #expect(throws: MailStoreError.unknownCursor) { try await store.page(listing) }
          }
        }
      },
    ] + [nil, "from:sender", "text -nothing"].map(walking)

  /// A walk by cursors while messages come and go.
  private static func walking(_ query: ByteString?) -> MailStoreCase {
    MailStoreCase("goes on behind a message, whatever comes and goes, in \(query ?? "all")") { store in
      let search = try query.map { try MailSearch(query: $0) }
      func page(_ start: MailListing.Start) async throws -> MessagePage {
        try await store.page(MailListing(of: search, from: start, limit: 2))
      }
      // Of one moment, so that more than the time has to be told apart.
      for message in StoredMessage.examples(0..<8) {
        try await store.insert(.example(message.id.text, created: 100))
      }
      let first = try await page(.place(0))
      #expect(first.names == ["7", "6"])
      #expect(first.start == 0)
      let second = try await page(.behind(#require(first.next)))
      #expect(second.names == ["5", "4"])
      #expect(second.start == 2)
      #expect(second.total == 8)
      let mark = try #require(second.next)
      // What comes is new, the mark's own message and others go, one is read.
      try await store.insert(.example("new", created: 200))
      for name in ["7", "4", "3"] as [ByteString] { try await store.delete(MessageID(name)) }
      _ = try await store.mark([MessageID("2")], read: true)
      let third = try await page(.behind(mark))
      #expect(third.names == ["2", "1"])
      #expect(third.start == 3)
      #expect(third.total == 6)
      let last = try await page(.behind(#require(third.next)))
      #expect(last.names == ["0"])
      #expect(last.next == nil)
      for name in ["2", "1", "0"] as [ByteString] { try await store.delete(MessageID(name)) }
      let nothing = try await page(.behind(mark))
      #expect(nothing.names == [])
      #expect(nothing.start == 3)
      #expect(nothing.next == nil)
      // The same cursor, as a client sends it back.
      let again = try await page(.behind(MailCursor(mark.text)))
      #expect(again.total == 3)
    }
  }
}
