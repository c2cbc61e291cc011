import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `A search in MongoDB` {
    private static let mail: [ByteString] = [
      "Subject: plain\r\nFrom: Alice <alice@example.org>\r\n\r\nSome text, 50% off (really).",
      "Subject: folded\r\n  over lines\r\nX:bare\r\n  and folded\r\n\r\nkeep KEEP \u{212A}elvin",
      "Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\n\r\nencoded",
      "Content-Transfer-Encoding: base64\r\n\r\naGlkZGVuIHRyZWFzdXJl\r\n",
      "Content-Type: text/html\r\n\r\n<p>mark<b>up</b></p>",
      "To: carol@example.org\r\nCc: Dave <dave@example.org>\r\n\r\nistanbul \u{130}STANBUL",
      "no header at all: $regex .* [a-z]",
      "Subject: ΟΔΥΣΣΕΥΣ\r\n\r\nCongreſs of Οδυσσεύς, \u{212A}I\u{17F}\u{17F}",
    ]

    private static let texts: [ByteString] = [
      "plain", "ALICE@example", "50%", "(really)", ".", ".*", "[a-z]", "$regex", "^", "\\", "folded over",
      "folded  over",
      "bare  and", "kelvin", "KEEP", "Grüße", "GRÜSSE", "hidden treasure", "markup", "istanbul", "carol",
      "dave@",
      "recipient@example.net", "sender@", "@", "client.example", "(MailHog)", "Received", "<sender", "zzz",
      "\0", "i", "k", "s", "congress", "kiss", "ıstanbul", "οδυσσευς", "οδυσσεύσ",
    ]

    @Test(.timeLimit(.minutes(10)))
    func `finds what memory finds`() async throws {
      let database = try TestDatabase(TestDatabase.uri)
      let (store, memory) = (database.replica(), MemoryStore())
      for (number, data) in Self.mail.enumerated() {
        let message = StoredMessage.example(ByteString("\(number)"), data: data, created: Int64(number))
        try await store.insert(message)
        memory.insert(message)
      }
      let latin = StoredMessage.example("latin", data: ByteString([0x63, 0x61, 0x66, 0xE9]), created: 99)
      try await store.insert(latin)
      memory.insert(latin)
      for kind in MailSearch.Kind.allCases {
        for text in Self.texts {
          let search = MailSearch(kind: kind, text: text)
          let expected = try await memory.page(of: search, start: 0, limit: 99)
          let found = try await store.page(of: search, start: 0, limit: 99)
          #expect(found.names == expected.names, "\(kind) \(text)")
          #expect(found.total == expected.total)
        }
      }
      database.drop()
    }
  }
}
