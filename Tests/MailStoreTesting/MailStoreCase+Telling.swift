internal import Bytes
internal import MailStore
internal import Testing

extension MailStoreCase {
  static let telling = [
    MailStoreCase("tells what happens to its messages") { store in
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
    },
    MailStoreCase("tells of a message once, however often it is stored") { store in
      var cursor = store.events.end
      for _ in 0..<2 { try await store.insert(.example("one")) }
      #expect(store.events.all(after: &cursor) == [.stored(MessageID("one"))])
    },
  ]
}
