import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `A refusal` {
  @Test(arguments: [
    (Refusal.badRequest, "400 Bad Request"),
    (.requestTimeout, "408 Request Timeout"),
    (.lengthRequired, "411 Length Required"),
    (.contentTooLarge, "413 Content Too Large"),
    (.uriTooLong, "414 URI Too Long"),
    (.expectationFailed, "417 Expectation Failed"),
    (.fieldsTooLarge, "431 Request Header Fields Too Large"),
    (.notImplemented, "501 Not Implemented"),
    (.versionNotSupported, "505 HTTP Version Not Supported"),
  ])
  func `has a status and says no more than that`(refusal: Refusal, status: String) {
    let response = refusal.response
    #expect("\(refusal.status)" == status)
    #expect(response.status == refusal.status)
    #expect(response.fields == [.contentType: "text/plain; charset=utf-8"])
    guard case .bytes(let runs) = response.body else {
      Issue.record("no text")
      return
    }
    #expect(runs == [Array("\(status)\n".utf8)])
  }

  @Test func `is sent and closes the connection`() {
    var session = HTTPSession()
    #expect(session.receive("GET / HTTP/1.1\r\n\r\n").action == .refuse(.badRequest))
    #expect(session.receive("GET / HTTP/1.1\r\n\r\n").action == .wait)
    let (head, framing) = session.head(of: Refusal.badRequest.response, contentLength: 16)
    #expect(
      head == """
        HTTP/1.1 400 Bad Request\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Length: 16\r
        Connection: close\r
        \r

        """
    )
    #expect(framing.closes)
    #expect(framing.content == .identity)
    #expect(session.responseSent() == .close)
    #expect(session.receive("GET").action == .close)
  }

  @Test(arguments: ["POST", "PUT"])
  func `meets content of unknown length from HTTP 1.0`(method: String) {
    let actions = Conversation.actions(for: "\(method) / HTTP/1.0\r\n\r\nabc")
    #expect(actions == [.refuse(.lengthRequired), .close])
  }

  @Test func `does not meet a POST without content`() {
    #expect(Conversation.request(for: "POST / HTTP/1.1\r\nHost: a\r\n\r\n")?.body == [])
  }

  @Test(arguments: ["100-continued", "200-ok", "100-continue, x", ""])
  func `meets expectations other than to continue`(value: String) {
    let wire = "POST / HTTP/1.1\r\nHost: a\r\nExpect: \(value)\r\nContent-Length: 1\r\n\r\nx"
    #expect(Conversation.actions(for: wire) == [.refuse(.expectationFailed), .close])
  }

  @Test(arguments: ["gzip, chunked", "GZIP,Chunked", "gzip\r\nTransfer-Encoding: chunked"])
  func `meets transfer codings that it does not know`(codings: String) {
    let wire = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \(codings)\r\n\r\n0\r\n\r\n"
    #expect(Conversation.actions(for: wire) == [.refuse(.notImplemented), .close])
  }
}

@Suite struct `The limits of a request` {
  let limits = HTTPLimits(requestLine: 32, head: 64, fieldCount: 3, body: 8)

  @Test func `are those of the design`() {
    let limits = HTTPLimits()
    #expect(limits.head == 64 * 1024)
    #expect(limits.body == 1024 * 1024)
    #expect(limits == HTTPLimits(requestLine: 16_384, head: 65_536, fieldCount: 256, body: 1_048_576))
  }

  @Test func `cannot be set beyond what is safe`() {
    let limits = HTTPLimits(requestLine: 100, head: 50, fieldCount: 1_000_000)
    #expect(limits.requestLine == 50)
    #expect(limits.fieldCount == 10_000)
  }

  @Test func `count the request line with its line end`() {
    let fitting = "GET /\(String(repeating: "x", count: 16)) HTTP/1.1\r\n"
    #expect(fitting.utf8.count == 32)
    #expect(Conversation.request(for: fitting + "Host: a\r\n\r\n", limits: limits)?.target.path.count == 17)
    let long = "GET /\(String(repeating: "x", count: 17)) HTTP/1.1\r\nHost: a\r\n\r\n"
    #expect(Conversation.actions(for: long, limits: limits) == [.refuse(.uriTooLong), .close])
  }

  @Test func `do not count the empty line before a request`() {
    let fitting = "\r\nGET /\(String(repeating: "x", count: 16)) HTTP/1.1\r\nHost: a\r\n\r\n"
    #expect(Conversation.request(for: fitting, limits: limits) != nil)
  }

  @Test func `stop a request line that does not end`() {
    let endless = String(repeating: "x", count: 33)
    #expect(Conversation.actions(for: endless, limits: limits) == [.refuse(.uriTooLong), .close])
  }

  @Test func `count the head with its empty line`() {
    let start = "GET / HTTP/1.1\r\nHost: a\r\nX: "
    let fitting = start + String(repeating: "x", count: 64 - start.utf8.count - 4) + "\r\n\r\n"
    #expect(fitting.utf8.count == 64)
    #expect(Conversation.request(for: fitting, limits: limits)?.fields.count == 2)
    let long = start + String(repeating: "x", count: 64 - start.utf8.count - 3) + "\r\n\r\n"
    #expect(Conversation.actions(for: long, limits: limits) == [.refuse(.fieldsTooLarge), .close])
  }

  @Test func `stop a head that does not end`() {
    let endless = "GET / HTTP/1.1\r\n" + String(repeating: "x", count: 49)
    #expect(Conversation.actions(for: endless, limits: limits) == [.refuse(.fieldsTooLarge), .close])
  }

  @Test func `count the fields`() {
    let fitting = "GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\n"
    #expect(Conversation.request(for: fitting + "\r\n", limits: limits)?.fields.count == 3)
    let actions = Conversation.actions(for: fitting + "C:\r\n\r\n", limits: limits)
    #expect(actions == [.refuse(.fieldsTooLarge), .close])
  }

  @Test func `stop more fields than a list can hold`() {
    let head = "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "a:\r\n", count: 70_000) + "\r\n"
    var session = HTTPSession(limits: HTTPLimits(head: 1_000_000, fieldCount: .max))
    #expect(session.receive(head).action == .refuse(.fieldsTooLarge))
  }

  @Test(arguments: [
    "9", "10", "00009", "9223372036854775807", "9223372036854775808", "99999999999999999999999999",
  ])
  func `stop content before it comes`(length: String) {
    let wire = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
    let actions = Conversation.actions(for: wire, limits: HTTPLimits(body: 8))
    #expect(actions == [.refuse(.contentTooLarge), .close])
  }

  @Test(arguments: ["8", "0000000000000000000000000008"])
  func `let content pass that fits`(length: String) {
    let limits = HTTPLimits(body: 8)
    let wire = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n12345678"
    #expect(Conversation.request(for: wire, limits: limits)?.body == Array("12345678".utf8))
  }
}
