package import Bytes
package import HTTP
package import MailStore

/// Sends a message as it was received: not put together again from the fields that MailHog shows.
///
/// A piece at a time, so that not the socket but this object holds the message, and can be asked for it.
package final class MessageDownload: BodySource {
  private let message: StoredMessage
  private var position = 0

  /// All of `message`.
  package init(_ message: StoredMessage) {
    self.message = message
  }

  package var count: Int? { message.size }

  package var burden: Int { message.burden }

  package func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let piece = message.data[position...].prefix(max(target - buffer.count, 1))
    buffer.append(contentsOf: piece)
    position = piece.endIndex
    guard position == message.data.count else { return .more }
    if message.lacksFinalLineBreak {
      buffer.append(ASCII.carriageReturn)
      buffer.append(ASCII.lineFeed)
    }
    return .done
  }
}
