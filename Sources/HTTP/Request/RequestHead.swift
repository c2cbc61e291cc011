import Bytes
import HTTPTypes

/// A request without its content, and what its head says about the connection.
struct RequestHead: Sendable {
  let method: HTTPRequest.Method
  let target: Target
  let version: HTTPVersion
  let fields: HTTPFields
  /// Where the content ends.
  let framing: ContentFraming
  /// Whether another request may follow.
  let persists: Bool
  /// Whether the client holds its content back until it is asked for it.
  let expectsContinue: Bool

  /// Reads the lines behind a request line, which all end with CRLF, the empty one included.
  init(_ line: RequestLine, fields lines: Span<UInt8>, limits: HTTPLimits) throws(Refusal) {
    var fields = HTTPFields()
    fields.reserveCapacity(8)
    var position = 0
    while let end = Scan.firstLineEnd(in: lines, from: position), end > position {
      guard fields.count < limits.fieldCount else { throw .fieldsTooLarge }
      fields.append(try HTTPField(parsing: lines.extracting(position..<end)))
      position = end + 2
    }
    let control = ControlFields(fields)
    try control.checkHost(line.version)
    if let authority = line.authority,
      let host = fields.firstIndex(where: { $0.name.canonicalName == "host" })
    {
      fields[host].value = authority.description
    }
    // HTTP/1.0 knows no other protocols (RFC 9110 section 7.8).
    if line.version == .http10 { fields[.upgrade] = nil }
    (method, target, version) = (line.method, line.target, line.version)
    self.fields = fields
    framing = try control.framing(version: line.version, method: line.method)
    persists = control.persists(line.version)
    expectsContinue = try control.expectsContinue(line.version) && framing != .length(0)
  }

  /// The request with its content.
  func request(body: [UInt8]) -> Request {
    Request(method: method, target: target, fields: fields, body: body)
  }
}
