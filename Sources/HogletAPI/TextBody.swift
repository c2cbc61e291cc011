internal import Bytes
internal import HTTP
internal import MailAPI
internal import MIME
internal import MailStore

/// Sends a text of a message, decoded while the client reads.
final class TextBody: BodySource {
  private let message: StoredMessage
  private var text: TextPieces

  init(_ message: StoredMessage, _ text: TextPieces) {
    (self.message, self.text) = (message, text)
  }

  var burden: Int { message.burden }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let data = message.data
    return text.write(from: data.span, into: &buffer, target: target)
  }
}
