internal import Bytes
internal import HTTP
internal import MailHogView
internal import MailStore

/// Writes headers as MailHog does: an object of arrays.
struct HeadersJSON: Sendable {
  private enum Phase: Sendable {
    /// In front of a field or of the end.
    case betweenFields
    /// In the name of a field that came with the message.
    case name(TextJSON, of: SentField)
    /// In a line of its value.
    case line(TextJSON, of: FoldedValue.Lines)
    /// Behind the closing brace.
    case written
  }

  private let headers: [HeaderField]
  private var index = 0
  private var phase = Phase.betweenFields

  init(_ headers: [HeaderField]) {
    self.headers = headers
  }

  mutating func write(from bytes: Span<UInt8>, into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while buffer.count < target {
      switch phase {
      case .betweenFields:
        phase = nextField(into: &buffer)
      case .name(var name, of: let field):
        let progress = name.write(from: bytes, into: &buffer, target: target)
        phase = .name(name, of: field)
        guard progress == .done else { return .more }
        buffer.append("\":[\"")
        phase = nextLine(of: field.value.lines, in: bytes, into: &buffer)
      case .line(var line, of: let lines):
        let progress = line.write(from: bytes, into: &buffer, target: target)
        phase = .line(line, of: lines)
        guard progress == .done else { return .more }
        phase = nextLine(of: lines, in: bytes, into: &buffer)
      case .written:
        return .done
      }
    }
    return .more
  }

  private mutating func nextField(into buffer: inout ByteBuffer) -> Phase {
    guard index < headers.count else {
      buffer.append(index == 0 ? "{}" : "}")
      return .written
    }
    buffer.append(index == 0 ? "{" : ",")
    switch headers[index] {
    case .sent(let field), .extended(let field, with: _):
      buffer.append("\"")
      return .name(TextJSON(field.name), of: field)
    case .added(let name, let value):
      buffer.append(jsonString: name)
      buffer.append(":[")
      buffer.append(jsonString: value)
      buffer.append("]")
      index += 1
      return .betweenFields
    }
  }

  /// Goes on with the next line of a value, or closes the value and adds the server's own.
  private mutating func nextLine(
    of lines: FoldedValue.Lines,
    in bytes: Span<UInt8>,
    into buffer: inout ByteBuffer
  ) -> Phase {
    var lines = lines
    if let line = lines.next(in: bytes) { return .line(TextJSON(line), of: lines) }
    if case .extended(_, with: let added) = headers[index] {
      buffer.append("\",")
      buffer.append(jsonString: added)
      buffer.append("]")
    } else {
      buffer.append("\"]")
    }
    index += 1
    return .betweenFields
  }
}
