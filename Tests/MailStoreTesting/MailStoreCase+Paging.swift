internal import Bytes
internal import MailStore
internal import Testing

extension MailStoreCase {
  static let paging =
    [
      MailStoreCase("lists the newest first") { store in
        for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
        let page = try await store.page(start: 0, limit: 50)
        #expect(page.names == ["2", "1", "0"])
        #expect(page.total == 3)
      },
      MailStoreCase("lists messages of one moment in the order of their arrival") { store in
        for name in ["b", "c", "a"] as [ByteString] { try await store.insert(.example(name, created: 7)) }
        let page = try await store.page(start: 0, limit: 50)
        #expect(page.names == ["a", "c", "b"])
      },
    ] + cuts.map(cutting)

  /// A part of five messages, and what is on it.
  private struct Cut: Sendable {
    let start: Int
    let limit: Int
    let expected: [Int]

    init(_ start: Int, _ limit: Int, _ expected: [Int]) {
      (self.start, self.limit, self.expected) = (start, limit, expected)
    }
  }

  private static let cuts = [
    Cut(0, 2, [4, 3]), Cut(1, 2, [3, 2]), Cut(4, 2, [0]), Cut(5, 2, []), Cut(9, 2, []), Cut(0, 0, []),
    Cut(-3, 1, [4]), Cut(0, -1, []), Cut(2, .max, [2, 1, 0]), Cut(.max, .max, []),
    Cut(.min, .max, [4, 3, 2, 1, 0]),
  ]

  private static func cutting(_ cut: Cut) -> MailStoreCase {
    MailStoreCase("cuts a page of \(cut.limit) from \(cut.start) on") { store in
      for message in StoredMessage.examples(0..<5) { try await store.insert(message) }
      let page = try await store.page(start: cut.start, limit: cut.limit)
      #expect(page.names == names(cut.expected))
      #expect(page.total == 5)
      #expect(page.start == max(cut.start, 0))
      let all = MailSearch(kind: .to, text: "recipient")
      let found = try await store.page(of: all, start: cut.start, limit: cut.limit)
      #expect(found.names == names(cut.expected))
      #expect(found.total == 5)
      #expect(found.start == max(cut.start, 0))
    }
  }
}
