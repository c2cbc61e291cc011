import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `The head of an answer` {
  /// The head of `response` to a GET, its content being empty.
  private func head(of response: Response, date: ByteString? = nil) -> String {
    var session = HTTPSession()
    _ = session.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    return session.head(of: response, contentLength: 0, date: date).text
  }

  @Test func `has a status line, the fields, the date and the length`() throws {
    let response = Response(
      .ok,
      fields: [.contentType: "text/json", .accessControlAllowOrigin: "*", try .named("X-Odd"): ""]
    )
    #expect(
      head(of: response, date: "Sun, 22 Nov 2026 07:22:03 GMT") == """
        HTTP/1.1 200 OK\r
        Content-Type: text/json\r
        Access-Control-Allow-Origin: *\r
        X-Odd: \r
        Date: Sun, 22 Nov 2026 07:22:03 GMT\r
        Content-Length: 0\r
        \r

        """
    )
  }

  @Test func `says that the connection stays, where the answer wants it said and it does stay`() {
    var response = Response(.ok)
    response.announcesPersistence = true
    #expect(head(of: response) == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n")
    var session = HTTPSession()
    _ = session.receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let closing = session.head(of: response, contentLength: 0).text
    #expect(closing.contains("Connection: close\r\n"))
    #expect(!closing.contains("keep-alive"))
  }

  @Test func `has no date if none is given`() {
    #expect(head(of: Response(.ok)) == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
  }

  @Test(arguments: [
    (HTTPResponse.Status(code: 299), "299 "), (.init(code: 7, reasonPhrase: "Odd"), "007 Odd"),
  ])
  func `has three digits and a phrase that may be empty`(status: HTTPResponse.Status, line: String) {
    #expect(head(of: Response(status)).hasPrefix("HTTP/1.1 \(line)\r\n"))
  }

  @Test func `repeats a field as often as it is given`() {
    var response = Response(.ok)
    response.fields[values: .setCookie] = ["a=b", "c=d"]
    #expect(head(of: response).contains("\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n"))
  }

  @Test(arguments: ["Content-Length", "transfer-encoding", "CONNECTION", "Date"])
  func `leaves out what the session says itself`(name: String) throws {
    let response = Response(.ok, fields: [try .named(name): "mail", .contentType: "a/b"])
    #expect(head(of: response) == "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: 0\r\n\r\n")
  }

  @Test(arguments: ["a\r\nX: b", "a\nX: b", "a\rX: b", "a\0X: b", "a\r\n\r\nb", "\r\nX: b"])
  func `has no line that a value brings in`(value: String) {
    let text = head(of: Response(.ok, fields: [.contentType: value]))
    #expect(text.components(separatedBy: "\r\n").count == 5)
    #expect(!text.utf8.contains(0))
    #expect(!text.replacingCRLF().utf8.contains { $0 == 0x0D || $0 == 0x0A })
  }

  @Test func `has no line that lenient bytes or a phrase bring in`() {
    var response = Response(.init(code: 200, reasonPhrase: "OK\r\nX: b"))
    response.fields.append(HTTPField(name: .contentType, lenientValue: Array("a\r\nY: b\0".utf8)))
    let text = head(of: response)
    #expect(!text.contains("\nX") && !text.contains("\nY") && !text.utf8.contains(0))
  }

  @Test func `keeps bytes that are not UTF-8`() {
    var session = HTTPSession()
    _ = session.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    var response = Response(.ok)
    response.fields.append(HTTPField(name: .contentType, value: [0xE9, 0x41, 0xFF]))
    var buffer = ByteBuffer()
    _ = session.respond(with: response, contentLength: nil, date: nil, into: &buffer)
    let line = Array("Content-Type: ".utf8) + [0xE9, 0x41, 0xFF, 0x0D, 0x0A]
    #expect(Scan.firstRange(of: line.span, in: buffer.bytes.span) != nil)
  }

  @Test func `is added to what the buffer holds`() {
    var session = HTTPSession()
    _ = session.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    var buffer = ByteBuffer()
    buffer.append("before|")
    _ = session.respond(with: Response(.ok), contentLength: 1, date: nil, into: &buffer)
    #expect(String(decoding: buffer.bytes, as: UTF8.self).hasPrefix("before|HTTP/1.1 200 OK\r\n"))
  }
}

@Suite struct `An answer` {
  @Test func `can be text`() {
    let response = Response.text(.created, "grüß\n")
    #expect(response.status == .created)
    #expect(response.fields == [.contentType: "text/plain; charset=utf-8"])
    #expect(response.body.runs == [Array("grüß\n".utf8)])
    #expect(response.body.count == 7)
  }

  @Test func `can be bytes of a media type`() {
    let response = Response.content([1, 2, 3], type: "image/png")
    #expect(response.status == .ok)
    #expect(response.fields == [.contentType: "image/png"])
    #expect(response.body.runs == [[1, 2, 3]])
    #expect(Response.content([], type: "text/json", status: .accepted).body.runs == [])
  }

  @Test func `can be empty`() {
    let response = Response(.ok)
    #expect(response.fields == [:])
    #expect(response.body.runs == [])
    #expect(response.body.count == 0)
  }

  @Test func `counts the content that is at hand`() {
    #expect(ResponseBody.bytes([[1], [], [2, 3]]).count == 3)
    #expect(ResponseBody.stream(Endless()).count == nil)
  }
}

/// A source whose length nobody can know.
private final class Endless: BodySource {
  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress { .more }
}

extension ResponseBody {
  /// The bytes that are at hand; nil for a stream.
  var runs: [[UInt8]]? {
    switch self {
    case .empty: []
    case .bytes(let runs): runs
    case .stream: nil
    }
  }
}

extension String {
  /// The pieces between the occurrences of `separator`.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  /// The text without its whole line ends.
  fileprivate func replacingCRLF() -> String { components(separatedBy: "\r\n").joined() }
}
