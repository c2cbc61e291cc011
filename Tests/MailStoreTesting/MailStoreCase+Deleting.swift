internal import Bytes
internal import MailStore
internal import Testing

extension MailStoreCase {
  static let deleting = [
    MailStoreCase("deletes one message") { store in
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
    },
    MailStoreCase("takes a name again after its message is gone") { store in
      for message in StoredMessage.examples(0..<2) { try await store.insert(message) }
      try await store.delete(MessageID("0"))
      try await store.insert(.example("0", created: 9))
      let page = try await store.page(start: 0, limit: 50)
      #expect(page.names == ["0", "1"])
    },
    MailStoreCase("deletes all messages and goes on") { store in
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
    },
  ]
}
