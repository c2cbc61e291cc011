import HTTP
import Testing

/// Requests that two servers could read in two ways, so that one of them sees a request that the other took for content.
@Suite struct `A smuggled request` {
  static let start = "POST / HTTP/1.1\r\nHost: a\r\n"

  static let lengths = [
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    "Content-Length: 5\r\nContent-Length: 6\r\n",
    "Content-Length: 5\r\nContent-Length: 5\r\n",
    "Content-Length: 5, 5\r\n",
    "Content-Length: 5,6\r\n",
    "Content-Length: +5\r\n",
    "Content-Length: -5\r\n",
    "Content-Length: -0\r\n",
    "Content-Length: 0x5\r\n",
    "Content-Length: 5 5\r\n",
    "Content-Length: 5;\r\n",
    "Content-Length: 5.0\r\n",
    "Content-Length: 5e0\r\n",
    "Content-Length: five\r\n",
    "Content-Length: ٥\r\n",
    "Content-Length: \"5\"\r\n",
    "Content-Length:\r\n",
    "Content-Length: \r\n",
  ]

  static let codings = [
    "Transfer-Encoding: identity\r\n",
    "Transfer-Encoding: gzip\r\n",
    "Transfer-Encoding: xchunked\r\n",
    "Transfer-Encoding: chunkedx\r\n",
    "Transfer-Encoding: chunked;q=1\r\n",
    "Transfer-Encoding: \"chunked\"\r\n",
    "Transfer-Encoding: chunked, identity\r\n",
    "Transfer-Encoding: chunked, chunked\r\n",
    "Transfer-Encoding: chunked,\r\n",
    "Transfer-Encoding: ,chunked\r\n",
    "Transfer-Encoding: chunked chunked\r\n",
    "Transfer-Encoding:\r\n",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    "Transfer-Encoding: identity\r\nContent-Length: 5\r\n",
    "Transfer-Encoding: chun\u{212A}ed\r\n",
  ]

  static let fields = [
    "Content-Length : 5\r\n",
    "Content-Length\t: 5\r\n",
    "Transfer-Encoding : chunked\r\n",
    " Content-Length: 5\r\n",
    "\tContent-Length: 5\r\n",
    "X: y\r\n Content-Length: 5\r\n",
    "X: y\r\n\tz\r\n",
    "X: y\r\n \r\n",
    "Content-Length:\r\n 5\r\n",
    "Content Length: 5\r\n",
    "Content-Length 5\r\n",
    ": 5\r\n",
    "X\r\n",
    "X[y]: z\r\n",
    "Xé: z\r\n",
    "X\0: z\r\n",
    "X: y\0z\r\n",
    "X: y\u{1}z\r\n",
    "X: y\u{B}z\r\n",
    "X: y\u{7F}z\r\n",
    "Transfer-Encoding: \u{B}chunked\r\n",
    "X: y\rContent-Length: 5\r\n",
    "X: y\r\r\n",
    "X: y\r\rContent-Length: 5\r\n",
  ]

  static let bareLineFeeds = [
    "GET / HTTP/1.1\nHost: a\n\n",
    "GET / HTTP/1.1\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n\nGET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nX: y\n\n",
    "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "\r\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n",
  ]

  @Test(arguments: lengths)
  func `is refused for its length`(field: String) {
    let actions = Conversation.actions(for: Self.start + field + "\r\n0\r\n\r\n")
    #expect(actions == [.refuse(.badRequest), .close])
  }

  @Test(arguments: codings)
  func `is refused for its transfer coding`(field: String) {
    let actions = Conversation.actions(for: Self.start + field + "\r\n0\r\n\r\n")
    #expect(actions == [.refuse(.badRequest), .close])
  }

  @Test(arguments: fields)
  func `is refused for a malformed field`(field: String) {
    let actions = Conversation.actions(for: Self.start + field + "\r\n")
    #expect(actions == [.refuse(.badRequest), .close])
  }

  @Test(arguments: fields)
  func `is refused for a malformed field before others`(field: String) {
    let actions = Conversation.actions(for: "GET / HTTP/1.1\r\n" + field + "Host: a\r\n\r\n")
    #expect(actions == [.refuse(.badRequest), .close])
  }

  @Test(arguments: bareLineFeeds)
  func `is refused for a bare line feed`(wire: String) {
    #expect(Conversation.actions(for: wire) == [.refuse(.badRequest), .close])
  }

  @Test func `is refused when HTTP 1.0 sends chunks`() {
    let wire = "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    #expect(Conversation.actions(for: wire) == [.refuse(.badRequest), .close])
  }

  @Test func `is content when the length covers it`() {
    let inner = "GET /admin HTTP/1.1\r\nHost: b\r\n\r\n"
    let wire = "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: \(inner.utf8.count)\r\n\r\n\(inner)"
    #expect(Conversation.request(for: wire)?.body == Array(inner.utf8))
  }
}
