import Bytes
import MailStore
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
}
