import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `A request head` {
  @Test(arguments: ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
  func `may ask for`(method: String) {
    let request = Conversation.request(for: "\(method) /x HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(request?.method.rawValue == method)
    #expect(request?.target.path == "/x")
    #expect(request?.body == [])
  }

  @Test func `keeps its fields in order`() throws {
    let wire =
      "GET / HTTP/1.1\r\nX-Odd:1\r\nhOsT: a\r\nAccept: \t a, b \t\r\nx-odd: 2\r\nX-Empty:\r\nX-Blank: \r\n\r\n"
    let fields = try #require(Conversation.request(for: wire)).fields
    #expect(fields.map(\.name.canonicalName) == ["x-odd", "host", "accept", "x-odd", "x-empty", "x-blank"])
    #expect(fields.map(\.value) == ["1", "a", "a, b", "2", "", ""])
    #expect(fields[.accept] == "a, b")
    #expect(fields[values: try .named("X-ODD")] == ["1", "2"])
  }

  @Test func `keeps values that are not UTF-8 byte for byte`() throws {
    let wire =
      Array("GET / HTTP/1.1\r\nHost: a\r\nX-Raw: ".utf8) + [0xE9, 0x09, 0xFF] + Array("\r\n\r\n".utf8)
    guard case .request(let request)? = Conversation.actions(for: wire).first else {
      Issue.record("refused")
      return
    }
    let bytes = unsafe request.fields[1].withUnsafeBytesOfValue { unsafe Array($0) }
    #expect(bytes == [0xE9, 0x09, 0xFF])
  }

  @Test func `may follow one empty line`() {
    #expect(Conversation.request(for: "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")?.target.path == "/")
  }

  @Test(arguments: [
    "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /  HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
    " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /\r\n\r\n",
    "GET\r\n\r\n",
    "GET / \r\nHost: a\r\n\r\n",
    "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
    "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / http/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.\r\nHost: a\r\n\r\n",
    "GET / HTTP/11\r\nHost: a\r\n\r\n",
    "GET / HTTP/1,1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.10\r\nHost: a\r\n\r\n",
    "GET / HTTP/x.1\r\nHost: a\r\n\r\n",
    "GET / FTPP/1.1\r\nHost: a\r\n\r\n",
  ])
  func `is refused for its first line`(wire: String) {
    #expect(Conversation.actions(for: wire) == [.refuse(.badRequest), .close])
  }

  @Test(arguments: [
    [0x16, 0x03, 0x01, 0x02, 0x00],
    [0x00],
    [0x80],
    Array(" ".utf8),
    Array("\n".utf8),
  ])
  func `is refused at the first byte that begins no method`(bytes: [UInt8]) {
    #expect(Conversation.actions(for: bytes) == [.refuse(.badRequest), .close])
  }

  @Test(arguments: [("HTTP/1.1", true), ("HTTP/1.2", true), ("HTTP/1.9", true), ("HTTP/1.0", false)])
  func `of a later minor version is read as 1.1`(version: String, persists: Bool) {
    let actions = Conversation.actions(for: "GET / \(version)\r\nHost: a\r\n\r\n")
    #expect(actions.count == (persists ? 1 : 2))
  }

  @Test(arguments: [
    "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
    "GET / HTTP/0.9\r\nHost: a\r\n\r\n",
    "GET / HTTP/3.1\r\nHost: a\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ])
  func `of another version is refused`(wire: String) {
    #expect(Conversation.actions(for: wire) == [.refuse(.versionNotSupported), .close])
  }

  @Test(arguments: ["BREW", "get", "PROPFIND", "CONNECT", "GETGETGET", "M-SEARCH"])
  func `of an unknown method is refused`(method: String) {
    let actions = Conversation.actions(for: "\(method) / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(actions == [.refuse(.notImplemented), .close])
  }
}

@Suite struct `The host of a request` {
  @Test(arguments: [
    "localhost:8025", "127.0.0.1", "[::1]:8025", "", "mail_hog.example.", "xn--bcher-kva.example", "a%20b",
  ])
  func `may be`(host: String) throws {
    let request = Conversation.request(for: "GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
    #expect(try request?.fields[.named("Host")] == host)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nhost: b\r\n\r\n",
    "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: user@a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a?b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a#b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: \"a\"\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: bücher\r\n\r\n",
    "GET http://a/ HTTP/1.1\r\n\r\n",
  ])
  func `is refused if missing, repeated or malformed`(wire: String) {
    #expect(Conversation.actions(for: wire) == [.refuse(.badRequest), .close])
  }

  @Test func `is not needed by HTTP 1.0`() {
    let actions = Conversation.actions(for: "GET / HTTP/1.0\r\n\r\n")
    #expect(actions == [.request(Request(method: .get, target: Target(path: "/"))), .close])
  }
}
