internal import Bytes
internal import MailStore
internal import Testing

extension MailStoreCase {
  static let keeping = [
    MailStoreCase("is empty at first") { store in
      let page = try await store.page(start: 0, limit: 50)
      #expect(page.total == 0)
      #expect(page.names == [])
      let found = try await store.page(of: MailSearch(kind: .to, text: "x"), start: 0, limit: 50)
      #expect(found.total == 0)
      #expect(found.names == [])
    },
    MailStoreCase("is ready") { store in
      try await store.checkReadiness()
    },
    MailStoreCase("returns a message as it came") { store in
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
      let listed = try #require(await store.page(start: 0, limit: 1).messages.first)
      #expect(listed.envelope == envelope)
      #expect(listed.data == message.data)
    },
    MailStoreCase("returns an empty message from nobody to nobody") { store in
      let envelope = Envelope(helo: "", sender: Envelope.Path(""), recipients: [])
      let message = StoredMessage(
        id: MessageID("empty"),
        envelope: envelope,
        data: [],
        lacksFinalLineBreak: false,
        created: Timestamp(nanoseconds: 1_000_000_000, utcOffset: 0)
      )
      try await store.insert(message)
      let returned = try #require(await store.message(message.id))
      #expect(returned.envelope == envelope)
      #expect(returned.data == [])
    },
    MailStoreCase("knows no message that was not inserted") { store in
      try await store.insert(.example("one"))
      for name in ["", "On", "ONE", "one ", "\u{FFFD}", ".", "..", "/", "../one", "one\0"] as [ByteString] {
        let message = try await store.message(MessageID(name))
        #expect(message == nil)
        let wasThere = try await store.delete(MessageID(name))
        #expect(!wasThere)
      }
    },
    MailStoreCase("keeps the first of one name") { store in
      try await store.insert(.example("twice", data: "first"))
      try await store.insert(.example("between"))
      try await store.insert(.example("twice", data: "second"))
      let page = try await store.page(start: 0, limit: 50)
      #expect(page.names == ["between", "twice"])
      let message = try await store.message(MessageID("twice"))
      #expect(message?.data == Array("first".utf8))
    },
    MailStoreCase("keeps every message of several writers once") { store in
      try await withThrowingTaskGroup { group in
        for writer in 0..<4 {
          group.addTask {
            for message in StoredMessage.examples(writer * 5..<writer * 5 + 10) {
              try await store.insert(message)
            }
          }
        }
        try await group.waitForAll()
      }
      let page = try await store.page(start: 0, limit: 50)
      #expect(page.total == 25)
      #expect(Set(page.names) == Set(names(0..<25)))
    },
  ]
}
