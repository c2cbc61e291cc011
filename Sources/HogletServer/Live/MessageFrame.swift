internal import Bytes
internal import HTTP
internal import MailHogAPI
internal import WebSocket

/// Writes a message as MailHog's WebSocket announces it: one text frame of its compact JSON and a line feed.
struct MessageFrame: Sendable {
  private enum Phase: Sendable {
    /// Nothing is written.
    case unwritten
    /// In the JSON.
    case json
    /// Behind the line feed.
    case written
  }

  private var json: MessageJSON
  private let jsonCount: Int
  private var phase = Phase.unwritten

  /// The frame of a message whose JSON has not been begun and will be of `jsonCount` bytes, which stands in front of it.
  init(_ json: MessageJSON, jsonCount: Int) {
    (self.json, self.jsonCount) = (json, jsonCount)
  }

  /// Writes until the buffer holds `target` bytes or a few more.
  mutating func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    if phase == .unwritten {
      buffer.append(headerOf: .text, payloadCount: jsonCount + 1)
      phase = .json
    }
    if phase == .json, json.write(into: &buffer, target: target) == .done {
      buffer.append(ASCII.lineFeed)
      phase = .written
    }
    return phase == .written ? .done : .more
  }
}

extension MessageJSON {
  /// How many bytes it has: as it is made again and again, nothing but this number has to be kept of it.
  var count: Int {
    var copy = self
    var (buffer, count) = (ByteBuffer(), 0)
    while true {
      let progress = copy.write(into: &buffer, target: 64 * 1024)
      count += buffer.count
      buffer.removeAll()
      if progress == .done { return count }
    }
  }
}
