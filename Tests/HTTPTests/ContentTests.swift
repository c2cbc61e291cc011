import Bytes
import HTTP
import Testing

@Suite struct `The content of a request` {
  static let chunkedHead = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// The content that these chunks carry, or nil if they are refused.
  private func content(ofChunks chunks: String, sourceLocation: SourceLocation = #_sourceLocation) -> String?
  {
    Conversation.request(for: Self.chunkedHead + chunks, sourceLocation: sourceLocation).map {
      String(decoding: $0.body, as: UTF8.self)
    }
  }

  @Test(arguments: ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
  func `is as long as the head says`(method: String) {
    let wire = "\(method) / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\na\r\n\0b"
    #expect(Conversation.request(for: wire)?.body == Array("a\r\n\0b".utf8))
  }

  @Test func `may be nothing`() {
    let wire = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
    #expect(Conversation.request(for: wire)?.body == [])
    #expect(content(ofChunks: "0\r\n\r\n") == "")
  }

  @Test(arguments: [
    "Transfer-Encoding: chunked", "transfer-encoding:CHUNKED", "TRANSFER-ENCODING: \tChunked\t",
  ])
  func `is chunked in any spelling`(field: String) {
    let wire = "POST / HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n2\r\nok\r\n0\r\n\r\n"
    #expect(Conversation.request(for: wire)?.body == Array("ok".utf8))
  }

  @Test(arguments: [
    ("3\r\nabc\r\n0\r\n\r\n", "abc"),
    ("1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"),
    ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
    ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
    ("1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n", "abcdefghijklmnopqrstuvwxyz"),
    ("0003\r\nabc\r\n000\r\n\r\n", "abc"),
    ("0000000000000003\r\nabc\r\n0000000000000000\r\n\r\n", "abc"),
    ("4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"),
    ("5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"),
    ("3;a\r\nabc\r\n0;b=c\r\n\r\n", "abc"),
    ("3;a=\"b; c\" \t;d\r\nabc\r\n0\r\n\r\n", "abc"),
    ("3;\r\nabc\r\n0\r\n\r\n", "abc"),
    ("3\r\nabc\r\n0\r\nA: b\r\nContent-Length: 9\r\n\r\n", "abc"),
  ])
  func `is put together from chunks`(chunks: String, text: String) {
    #expect(content(ofChunks: chunks) == text)
  }

  @Test func `is followed by the next request`() {
    let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"
    let actions = Conversation.actions(for: Self.chunkedHead + "3\r\nabc\r\n0\r\nA: b\r\n\r\n" + next)
    #expect(actions.count == 2)
    guard case .request(let request)? = actions.last else {
      Issue.record("no request")
      return
    }
    #expect(request.target.path == "/next")
  }

  @Test(arguments: [
    "\r\n", "g\r\n", "x3\r\nabc\r\n", "+3\r\nabc\r\n", "-3\r\nabc\r\n", "0x3\r\nabc\r\n", "3 \r\nabc\r\n",
    " 3\r\nabc\r\n",
    "3\t;a\r\nabc\r\n", "3,3\r\nabc\r\n", ";a\r\n", "00000000000000003\r\nabc\r\n", "3\nabc\r\n",
    "3\r\rabc\r\n",
    "3\rabc\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\r\nab\r\n0\r\n\r\n", "3\r\nabc\n0\r\n\r\n",
    "3\r\nabc0\r\n\r\n",
    "3\r\nabc\r0\r\n\r\n", "3;a\nabc\r\n", "3;a\rb\r\nabc\r\n", "3;a\0\r\nabc\r\n", "3;\u{1}\r\nabc\r\n",
    "0\r\n\n", "0\n\r\n", "0\r\nA: b\n\r\n", "0\r\nA: b\rc\r\n", "0\r\n\rx", "0\r\nA\u{7F}: b\r\n\r\n",
  ])
  func `is refused when the chunks are malformed`(chunks: String) {
    let actions = Conversation.actions(for: Self.chunkedHead + chunks)
    #expect(actions == [.refuse(.badRequest), .close])
  }

  @Test(arguments: [
    "9\r\n", "8\r\n12345678\r\n1\r\n", "4\r\n1234\r\n5\r\n", "10\r\n", "7fffffffffffffff\r\n",
    "ffffffffffffffff\r\n",
    "8000000000000000\r\n", "fffffffffffffffff\r\n",
  ])
  func `is refused when the chunks pass the limit`(chunks: String) {
    let actions = Conversation.actions(for: Self.chunkedHead + chunks, limits: HTTPLimits(body: 8))
    #expect(actions == [.refuse(.contentTooLarge), .close])
  }

  @Test(arguments: ["8\r\n12345678\r\n0\r\n\r\n", "4\r\n1234\r\n4\r\n5678\r\n0\r\n\r\n"])
  func `may fill the limit`(chunks: String) {
    let request = Conversation.request(for: Self.chunkedHead + chunks, limits: HTTPLimits(body: 8))
    #expect(request?.body == Array("12345678".utf8))
  }

  @Test func `cannot hide more than a head in extensions and trailers`() {
    let limits = HTTPLimits(head: 80)
    let extensions = String(repeating: "1;12345678901234567890\r\nx\r\n", count: 4)
    let actions = Conversation.actions(for: Self.chunkedHead + extensions, limits: limits)
    #expect(actions == [.refuse(.fieldsTooLarge), .close])
    let trailers = "0\r\n" + String(repeating: "A: 1234567890\r\n", count: 6)
    #expect(
      Conversation.actions(for: Self.chunkedHead + trailers, limits: limits)
        == [.refuse(.fieldsTooLarge), .close]
    )
    let fitting = "1;12345678901234567890\r\nx\r\n0\r\nA: 1234567890\r\n\r\n"
    #expect(Conversation.request(for: Self.chunkedHead + fitting, limits: limits)?.body == Array("x".utf8))
  }

  @Test func `may be large and come in many reads`() {
    let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let head = Array("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \(content.count)\r\n\r\n".utf8)
    let wire = head + content
    var session = HTTPSession()
    var received: [UInt8]?
    for start in stride(from: 0, to: wire.count, by: 65_536) {
      var position = 0
      let read = Array(wire[start..<min(start + 65_536, wire.count)])
      if case .request(let request) = session.receive(read.span, from: &position) { received = request.body }
      #expect(position == read.count)
    }
    #expect(received == content)
  }
}
