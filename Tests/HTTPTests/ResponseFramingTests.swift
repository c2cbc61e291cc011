import Bytes
import HTTP
import HTTPTypes
import Testing

/// A request, an answer, and how the answer must travel.
struct FramingCase: CustomTestStringConvertible, Sendable {
  let method: String
  var version = "1.1"
  var connection: String?
  var status: HTTPResponse.Status = .ok
  var length: Int?
  let content: ResponseFraming.Content
  let closes: Bool
  let fields: [String]

  var testDescription: String {
    "\(method) \(version) \(connection ?? "-") \(status.code) \(length.map(String.init) ?? "unknown")"
  }

  var wire: String {
    let connection = connection.map { "Connection: \($0)\r\n" } ?? ""
    return "\(method) / HTTP/\(version)\r\nHost: a\r\n\(connection)\r\n"
  }
}

@Suite struct `The framing of an answer` {
  static let known = [
    FramingCase(method: "GET", length: 5, content: .identity, closes: false, fields: ["Content-Length: 5"]),
    FramingCase(method: "GET", length: 0, content: .identity, closes: false, fields: ["Content-Length: 0"]),
    FramingCase(
      method: "GET",
      connection: "close",
      length: 5,
      content: .identity,
      closes: true,
      fields: ["Content-Length: 5", "Connection: close"]
    ),
    FramingCase(
      method: "GET",
      version: "1.0",
      length: 5,
      content: .identity,
      closes: true,
      fields: ["Content-Length: 5", "Connection: close"]
    ),
    FramingCase(
      method: "GET",
      version: "1.0",
      connection: "keep-alive",
      length: 5,
      content: .identity,
      closes: false,
      fields: ["Content-Length: 5", "Connection: keep-alive"]
    ),
  ]

  static let unknown = [
    FramingCase(method: "GET", content: .chunked, closes: false, fields: ["Transfer-Encoding: chunked"]),
    FramingCase(
      method: "GET",
      connection: "close",
      content: .chunked,
      closes: true,
      fields: ["Transfer-Encoding: chunked", "Connection: close"]
    ),
    FramingCase(
      method: "GET",
      version: "1.0",
      content: .identity,
      closes: true,
      fields: ["Connection: close"]
    ),
    FramingCase(
      method: "GET",
      version: "1.0",
      connection: "keep-alive",
      content: .identity,
      closes: true,
      fields: ["Connection: close"]
    ),
  ]

  static let withoutContent = [
    FramingCase(method: "HEAD", length: 5, content: .none, closes: false, fields: ["Content-Length: 5"]),
    FramingCase(method: "HEAD", content: .none, closes: false, fields: []),
    FramingCase(
      method: "HEAD",
      version: "1.0",
      connection: "keep-alive",
      content: .none,
      closes: false,
      fields: ["Connection: keep-alive"]
    ),
    FramingCase(method: "DELETE", status: .noContent, length: 0, content: .none, closes: false, fields: []),
    FramingCase(method: "GET", status: .noContent, length: 5, content: .none, closes: false, fields: []),
    FramingCase(method: "GET", status: .notModified, length: 0, content: .none, closes: false, fields: []),
    FramingCase(method: "GET", status: .notModified, content: .none, closes: false, fields: []),
    FramingCase(
      method: "GET",
      version: "1.0",
      status: .notModified,
      content: .none,
      closes: true,
      fields: ["Connection: close"]
    ),
  ]

  @Test(arguments: known + unknown + withoutContent)
  func `follows from the request and the answer`(framed: FramingCase) {
    var session = HTTPSession()
    guard case .request = session.receive(framed.wire).action else {
      Issue.record("refused")
      return
    }
    let (head, framing) = session.head(of: Response(framed.status), contentLength: framed.length)
    #expect(framing.content == framed.content)
    #expect(framing.closes == framed.closes)
    let lines = ["HTTP/1.1 \(framed.status)"] + framed.fields + ["", ""]
    #expect(head == lines.joined(separator: "\r\n"))
    #expect(session.responseSent() == (framed.closes ? .close : .receiveNext))
  }
}

@Suite struct `The chunks of an answer` {
  @Test func `are read back by a session`() {
    var buffer = ByteBuffer()
    for chunk in ["Hello", String(repeating: "x", count: 300), "!"] {
      ChunkedEncoding.begin(count: chunk.utf8.count, into: &buffer)
      buffer.append(text: chunk)
      buffer.append(ChunkedEncoding.end)
    }
    buffer.append(ChunkedEncoding.last)
    let chunks = String(decoding: buffer.bytes, as: UTF8.self)
    #expect(chunks.hasPrefix("5\r\nHello\r\n12c\r\nx"))
    #expect(chunks.hasSuffix("x\r\n1\r\n!\r\n0\r\n\r\n"))
    let wire = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)"
    let content = "Hello" + String(repeating: "x", count: 300) + "!"
    #expect(Conversation.request(for: wire)?.body == Array(content.utf8))
  }

  @Test func `are never empty before the last`() async {
    await #expect(processExitsWith: .failure) {
      var buffer = ByteBuffer()
      ChunkedEncoding.begin(count: 0, into: &buffer)
    }
  }
}
