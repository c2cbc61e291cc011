import Bytes
import HTTPTypes

/// The first line of a request (RFC 9112 section 3).
struct RequestLine: Sendable {
  let method: HTTPRequest.Method
  let target: Target
  /// The host and port of a target in absolute form, which overrules `Host`.
  let authority: ByteString?
  let version: HTTPVersion

  /// Reads a line without its CRLF: three parts, one space between each two.
  init(parsing line: Span<UInt8>) throws(Refusal) {
    guard let methodEnd = Scan.firstIndex(of: ASCII.space, in: line),
      let targetEnd = Scan.firstIndex(of: ASCII.space, in: line, from: methodEnd + 1)
    else { throw .badRequest }
    version = try HTTPVersion(parsing: line.extracting(targetEnd + 1..<line.count))
    method = try HTTPRequest.Method(parsing: line.extracting(0..<methodEnd))
    let text = line.extracting(methodEnd + 1..<targetEnd)
    (target, authority) = try Target.parse(text, method: method)
  }
}

extension HTTPRequest.Method {
  /// Reads a method; those that no handler here could know get 501 (RFC 9110 section 9.1).
  ///
  /// CONNECT is among them: this server is no proxy.
  fileprivate init(parsing text: Span<UInt8>) throws(Refusal) {
    guard !text.isEmpty else { throw .badRequest }
    for index in text.indices where !text[index].isTokenCharacter { throw .badRequest }
    guard text.count <= 8, let utf8 = try? UTF8Span(validating: text) else { throw .notImplemented }
    switch String(copying: utf8) {
    case "GET": self = .get
    case "HEAD": self = .head
    case "POST": self = .post
    case "PUT": self = .put
    case "DELETE": self = .delete
    case "OPTIONS": self = .options
    case "PATCH": self = .patch
    case "TRACE": self = .trace
    default: throw .notImplemented
    }
  }
}
