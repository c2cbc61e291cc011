internal import Bytes
internal import HTTP
internal import MailAPI
internal import MIME
internal import MailStore

/// Sends the content of a part, or of a file within a text, its encoding undone while the client reads.
final class ContentBody: BodySource {
  private let message: StoredMessage
  private var reader: AttachmentReader

  init(_ message: StoredMessage, _ part: Part) {
    (self.message, reader) = (message, AttachmentReader(part))
  }

  init(_ message: StoredMessage, _ reader: AttachmentReader) {
    (self.message, self.reader) = (message, reader)
  }

  var burden: Int { message.burden }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let data = message.data
    var piece: [UInt8] = []
    while !reader.isAtEnd, buffer.count < target {
      reader.read(from: data.span, into: &piece)
      buffer.append(contentsOf: piece)
      piece.removeAll(keepingCapacity: true)
    }
    return reader.isAtEnd ? .done : .more
  }
}
