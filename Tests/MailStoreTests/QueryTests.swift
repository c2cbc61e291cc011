import Bytes
import MailStore
import MailStoreTesting
import PropertyTesting
import Testing

@Suite struct `A query` {
  @Test(
    arguments: [
      ("", []), ("  \t ", []), ("-", [.text(.containing, "-")]), ("word", [.text(.containing, "word")]),
      ("two words", [.text(.containing, "two"), .text(.containing, "words")]),
      ("\"a phrase\"", [.text(.containing, "a phrase")]), ("a\"b c\"d", [.text(.containing, "ab cd")]),
      (#""say \"no\" \\ \n""#, [.text(.containing, #"say "no" \ \n"#)]),
      (#"a\"b""#, [.text(.containing, #"a\b"#)]),
      ("from:ann", [.text(.from, "ann")]), ("FROM:\"Ann B\"", [.text(.from, "Ann B")]),
      ("to:b@c", [.text(.to, "b@c")]), ("cc:d", [.field("Cc", "d")]), ("bcc:e", [.hiddenRecipient("e")]),
      ("subject:\"order 7\"", [.field("Subject", "order 7")]), ("id:abc", [.id("abc")]),
      ("header:X-Thing=a=b", [.field("X-Thing", "a=b")]), ("header:X-Thing", [.field("X-Thing", "")]),
      ("has:Attachment", [.attachment]), ("larger:20K", [.larger(20_480)]),
      ("is:read", [.read(true)]), ("IS:Unread", [.read(false)]), ("smaller:5mb", [.smaller(5 << 20)]),
      ("larger:7", [.larger(7)]),
      ("before:1970-01-02", [.before(Timestamp(nanoseconds: 86_400_000_000_000))]),
      ("after:1970-01-01T00:00:01Z", [.since(Timestamp(nanoseconds: 1_000_000_000))]),
      ("re:hello", [.text(.containing, "re:hello")]), ("http://x", [.text(.containing, "http://x")]),
      (":x", [.text(.containing, ":x")]), ("ſubject:x", [.text(.containing, "ſubject:x")]),
      ("\"from:ann\"", [.text(.containing, "from:ann")]), ("größe", [.text(.containing, "größe")]),
    ] as [(ByteString, [MailSearch.Condition])]
  )
  func `has terms`(query: ByteString, conditions: [MailSearch.Condition]) throws {
    #expect(try MailSearch(query: query).terms == conditions.map { .init($0) })
  }

  @Test func `turns terms round`() throws {
    let search = try MailSearch(query: #"-word -from:ann - --x -"a b" y-z"#)
    #expect(
      search.terms == [
        .init(.text(.containing, "word"), isNegated: true), .init(.text(.from, "ann"), isNegated: true),
        .init(.text(.containing, "-")), .init(.text(.containing, "-x"), isNegated: true),
        .init(.text(.containing, "a b"), isNegated: true), .init(.text(.containing, "y-z")),
      ]
    )
  }

  @Test(
    arguments: [
      ("a \"b", .openQuotation, 2), ("a from:\"", .openQuotation, 7), ("from:", .missingValue, 5),
      ("x -subject: y", .missingValue, 11), ("has:wings", .unknownProperty, 4),
      ("x is:starred", .unknownState, 5), ("is:", .missingValue, 3),
      ("before:today", .malformedDate, 7),
      ("after:2026-02-30", .malformedDate, 6), ("larger:big", .malformedSize, 7),
      ("larger:-1", .malformedSize, 7),
      ("smaller:1T", .malformedSize, 8), ("larger:99999999999999999999", .malformedSize, 7),
      ("larger:9999999999G", .malformedSize, 7),
    ] as [(ByteString, QueryFault.Reason, Int)]
  )
  func `says what is wrong with it, and where`(query: ByteString, reason: QueryFault.Reason, offset: Int) {
    let fault = #expect(throws: QueryFault.self) { try MailSearch(query: query) }
    #expect(fault == QueryFault(reason: reason, offset: offset))
    #expect(fault?.description.hasPrefix("at byte \(offset): ") == true)
  }

  @Test func `has a hundred terms at most`() throws {
    let most = Array(repeating: "x", count: 100).joined(separator: " ")
    #expect(try MailSearch(query: ByteString(most)).terms.count == 100)
    let fault = #expect(throws: QueryFault.self) { try MailSearch(query: ByteString(most + " y")) }
    #expect(fault == QueryFault(reason: .tooManyTerms, offset: 200))
  }

  @Test(
    arguments: [
      ("\"x", "at byte 0: a quotation mark is never closed"),
      ("to:", "at byte 3: there is nothing behind the colon"),
      ("has:x", "at byte 4: a message can have an attachment: has:attachment"),
      ("is:x", "at byte 3: a message can be read or not: is:read, is:unread"),
      ("before:x", "at byte 7: not a date such as 2026-11-27 or 2026-11-27T07:30:00Z"),
      ("larger:x", "at byte 7: not a size such as 500, 20K or 5M"),
    ] as [(ByteString, String)]
  )
  func `says to people what would be right`(query: ByteString, text: String) {
    let fault = #expect(throws: QueryFault.self) { try MailSearch(query: query) }
    #expect(fault?.description == text)
  }

  @Test(
    arguments: [
      ("0", 0), ("1b", 1), ("1B", 1), ("2k", 2_048), ("2KiB", 2_048), ("3M", 3 << 20), ("3mib", 3 << 20),
      ("1g", 1 << 30),
      ("8589934591G", 8_589_934_591 << 30), ("9223372036854775807", .max), ("007", 7),
    ] as [(String, Int)]
  )
  func `has sizes in each unit`(text: String, size: Int) throws {
    #expect(try MailSearch(query: ByteString("larger:\(text)")).terms == [.init(.larger(size))])
  }

  @Test(arguments: [
    "8589934592G", "9223372036854775808", "1.5M", "1 000", "K", "+1", "1kk", "0x10", "\u{FF11}",
  ])
  func `has no other sizes`(text: String) {
    let fault = #expect(throws: QueryFault.self) { try MailSearch(query: ByteString("smaller:\"\(text)\"")) }
    #expect(fault?.reason == .malformedSize)
  }

  private struct Broken: Error {
    let rule: String
  }

  @Test func `can ask for any text, in quotation marks`() throws {
    try Property.check(runs: 1_000) { choices in
      let text = choices.text(of: Array("a :-\"\\\t\0é".utf8), from: 1, upTo: 12)
      let quoted = text.flatMap { byte in
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
      }
      let mark = [UInt8(ascii: "\"")]
      let search = try MailSearch(query: ByteString(Array("subject:".utf8) + mark + quoted + mark))
      guard search.terms == [.init(.field("Subject", ByteString(text)))] else {
        throw Broken(rule: "as typed")
      }
      let negated = try MailSearch(query: ByteString([UInt8(ascii: "-")] + mark + quoted + mark))
      guard negated.terms == [.init(.text(.containing, ByteString(text)), isNegated: true)] else {
        throw Broken(rule: "a word, turned round")
      }
    }
  }

  @Test func `is read, or has a fault at one of its bytes or behind the last`() throws {
    let words = [
      "from:", "-", "\"", "\\", " ", "is:", "read", "larger:", "1", "K", "before:", "2026-11-27", "x", ":",
      "header:", "=",
    ]
    try Property.check(runs: 2_000) { choices in
      let query =
        choices.list(upTo: 12) { Array($0.pick(words).utf8) }.flatMap { $0 } + choices.bytes(upTo: 3)
      let search: MailSearch
      do throws(QueryFault) {
        search = try MailSearch(query: ByteString(query))
      } catch {
        guard (0...query.count).contains(error.offset) else { throw Broken(rule: "a place in the query") }
        return
      }
      guard search.terms.count <= query.count else { throw Broken(rule: "no term out of nothing") }
      _ = MessageMatcher(search).matches(.example())
    }
  }
}
