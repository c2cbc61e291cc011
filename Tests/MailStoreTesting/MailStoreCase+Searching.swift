internal import Bytes
internal import MailStore
internal import Testing

extension MailStoreCase {
  static let searching =
    searches.map(finding) + queries.map(finding) + [
      MailStoreCase("counts all matches on every page") { store in
        for number in 0..<6 {
          let recipient: ByteString = number % 2 == 0 ? "even@x" : "odd@x"
          try await store.insert(.example(ByteString("\(number)"), to: [recipient]))
        }
        let search = MailSearch(kind: .to, text: "even")
        for (start, limit, expected) in [(0, 2, [4, 2]), (2, 2, [0]), (3, 2, []), (9, 2, []), (0, 0, [])] {
          let page = try await store.page(of: search, start: start, limit: limit)
          #expect(page.names == names(expected))
          #expect(page.total == 3)
        }
      },
      MailStoreCase("finds no message that is gone") { store in
        for message in searched { try await store.insert(message) }
        try await store.delete(MessageID("first@mail.example"))
        let page = try await store.page(of: MailSearch(kind: .from, text: "alice"), start: 0, limit: 50)
        #expect(page.names == ["third@mail.example"])
      },
      MailStoreCase("gives up a search that nobody waits for") { store in
        try await store.insert(.example("one"))
        let search = MailSearch(kind: .to, text: "recipient")
        await #expect(throws: MailStoreError.unavailable) {
          try await cancelled { try await store.page(of: search, start: 0, limit: 1) }
        }
        await #expect(throws: MailStoreError.unavailable) {
          try await cancelled { try await store.names(of: search) }
        }
      },
    ]

  /// Does something in a task that has been cancelled before it begins.
  private static func cancelled<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.cancelAll()
      group.addTask { try await body() }
      return try await group.next()
    }
  }

  /// What is searched: four messages, newest last.
  private static let searched: [StoredMessage] = [
    .example(
      "first@mail.example",
      data: "From: Alice <alice@example.com>\r\nTo: Bob <bob@example.com>\r\nSubject: First\r\n\r\nHello Bob",
      from: "alice@example.com",
      to: ["bob@example.com"]
    ),
    .example(
      "second@mail.example",
      data:
        "From: Carol <carol@example.org>\r\nCc: erin+tag@example.org\r\nX-Thing: Special Value\r\n\r\nSECOND body",
      from: "carol@example.org",
      to: ["dave@example.org", "erin+tag@example.org"]
    ),
    .example(
      "third@mail.example",
      data:
        "From: \"A. Lice\" <ALICE@Example.COM>\r\nTo: undisclosed\r\nSubject: Third\r\n\r\nthird (body) [x]",
      from: "alice@example.com",
      to: ["frank@example.net"]
    ),
    .example(
      "fourth@mail.example",
      data:
        "From: =?utf-8?q?J=C3=B6rg?= <j@host>\r\nBcc: hidden@host\r\nX: \u{212A}IſS ΣΊΣΥΦΟΣ\r\nContent-Transfer-Encoding: base64\r\n\r\nw6ljbGFpcg==",
      from: "j@host",
      to: ["grace@host"]
    ),
  ]

  private static let searches: [(MailSearch.Kind, ByteString, [String])] = [
    (.from, "ALICE", ["third", "first"]), (.from, "carol@example.org", ["second"]), (.from, "nobody", []),
    (.to, "bob", ["first"]), (.to, "erin+tag@example.org", ["second"]),
    (.to, "EXAMPLE", ["third", "second", "first"]), (.to, "undisclosed", ["third"]), (.to, ".*", []),
    (.containing, "second", ["second"]), (.containing, "special%20value", []),
    (.containing, "special value", ["second"]), (.containing, "Body", ["third", "second"]),
    (.containing, "third (body) [x]", ["third"]), (.containing, "x-thing", []),
    (.containing, "ÉCLAIR", ["fourth"]), (.containing, "jörg", ["fourth"]), (.from, "jörg", ["fourth"]),
    (.to, "hidden", ["fourth"]), (.to, "jörg", []), (.containing, "w6ljbGFpcg", ["fourth"]),
    (.containing, "kiss", ["fourth"]), (.containing, "σίσυφος", ["fourth"]), (.containing, "kıss", []),
    (.containing, "mail.example", ["fourth", "third", "second", "first"]),
  ]

  private static func finding(
    _ kind: MailSearch.Kind,
    _ text: ByteString,
    _ expected: [String]
  ) -> MailStoreCase {
    MailStoreCase("finds \(text), \(kind), the newest first") { store in
      for message in searched { try await store.insert(message) }
      let page = try await store.page(of: MailSearch(kind: kind, text: text), start: 0, limit: 50)
      #expect(page.names == expected.map { $0 + "@mail.example" })
      #expect(page.total == expected.count)
    }
  }

  private static let queries: [(ByteString, [String])] = [
    ("", ["fourth", "third", "second", "first"]), ("body carol", ["second"]), ("body -carol", ["third"]),
    ("-from:alice", ["fourth", "second"]), ("subject:third", ["third"]), ("subject:third subject:first", []),
    ("cc:erin", ["second"]), ("bcc:hidden", ["fourth"]), ("bcc:dave", ["second"]),
    ("header:x-thing=\"special value\"", ["second"]), ("id:third", ["third"]),
    ("-has:attachment \"hello bob\"", ["first"]), ("éclair -kiss", []), ("larger:1G", []),
    ("smaller:1G from:j@host", ["fourth"]), ("before:1970-01-01", []),
    ("after:1970-01-01 to:grace", ["fourth"]),
  ]

  private static func finding(_ query: ByteString, _ expected: [String]) -> MailStoreCase {
    MailStoreCase("finds \(query), the newest first") { store in
      for message in searched { try await store.insert(message) }
      let page = try await store.page(of: MailSearch(query: query), start: 0, limit: 50)
      #expect(page.names == expected.map { $0 + "@mail.example" })
      #expect(page.total == expected.count)
    }
  }
}
