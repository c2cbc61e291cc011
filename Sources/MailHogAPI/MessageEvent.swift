public import Bytes
public import HTTP

/// Writes a message as MailHog's stream of events announces it: indented JSON in `data` lines, and an empty line.
public struct MessageEvent: Sendable {
  /// How much compact JSON is indented in one go, in bytes: deep in many parts, that may make fifty times as much.
  private static let step = 1024

  private enum Phase: Sendable {
    /// Nothing is written.
    case unwritten
    /// In the JSON.
    case json
    /// Behind the empty line.
    case written
  }

  private var json: MessageJSON
  private var indenter = JSONIndenter(lineBreak: "\ndata: ")
  private var phase = Phase.unwritten

  /// What MailHog sends every minute in which nothing else is sent; no browser makes anything of it.
  public static let keepAlive: StaticString = "keepalive: \n\n"

  /// The event of a message whose JSON has not been begun.
  public init(_ json: MessageJSON) {
    self.json = json
  }

  /// Writes until the buffer holds `target` bytes or a few more.
  public mutating func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while buffer.count < target {
      switch phase {
      case .unwritten:
        buffer.append("data: ")
        phase = .json
      case .json:
        var compact = ByteBuffer()
        let progress = json.write(into: &compact, target: min(target - buffer.count, Self.step))
        indenter.write(compact.bytes.span, into: &buffer)
        if progress == .done {
          buffer.append("\n\n")
          phase = .written
        }
      case .written:
        return .done
      }
    }
    return phase == .written ? .done : .more
  }
}
