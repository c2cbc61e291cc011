internal import Bytes
internal import HTTP
internal import MailHogAPI

/// How new messages are told to a subscriber.
package enum LiveForm: Hashable {
  /// As server-sent events.
  case event
  /// As WebSocket messages.
  case frame
}

/// Writes one message to one subscriber, a piece at a time.
enum LiveWriter {
  /// Bytes that all subscribers share, and how many of them are written.
  case shared([UInt8], written: Int)
  /// An event that is made as the client reads.
  case event(MessageEvent)
  /// A WebSocket message that is made as the client reads.
  case frame(MessageFrame)

  mutating func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    switch self {
    case .shared(let bytes, let written):
      let end = min(written + max(target - buffer.count, 1), bytes.count)
      buffer.append(contentsOf: bytes[written..<end])
      self = .shared(bytes, written: end)
      return end == bytes.count ? .done : .more
    case .event(var event):
      let progress = event.write(into: &buffer, target: target)
      self = .event(event)
      return progress
    case .frame(var frame):
      let progress = frame.write(into: &buffer, target: target)
      self = .frame(frame)
      return progress
    }
  }
}
