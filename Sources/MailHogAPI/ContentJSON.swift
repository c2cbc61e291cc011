internal import Bytes
internal import HTTP
internal import MailHogView

/// Writes `{"Headers":…,"Body":"…","Size":n` and leaves the rest of the object, its `MIME`, to the caller.
struct ContentJSON: Sendable {
  private enum Phase: Sendable {
    /// Nothing is written.
    case unwritten
    /// In the headers.
    case headers(HeadersJSON)
    /// In the body.
    case body(TextJSON)
    /// Behind the size.
    case written
  }

  private let content: Content
  private var phase = Phase.unwritten

  init(_ content: Content) {
    self.content = content
  }

  mutating func write(from bytes: Span<UInt8>, into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while buffer.count < target {
      switch phase {
      case .unwritten:
        buffer.append("{\"Headers\":")
        phase = .headers(HeadersJSON(content.headers))
      case .headers(var headers):
        let progress = headers.write(from: bytes, into: &buffer, target: target)
        phase = .headers(headers)
        guard progress == .done else { return .more }
        buffer.append(",\"Body\":\"")
        phase = .body(TextJSON(content.body))
      case .body(var body):
        let progress = body.write(from: bytes, into: &buffer, target: target)
        phase = .body(body)
        guard progress == .done else { return .more }
        buffer.append("\",\"Size\":")
        buffer.append(decimal: content.size)
        phase = .written
      case .written:
        return .done
      }
    }
    return .more
  }
}
