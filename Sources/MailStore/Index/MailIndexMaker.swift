import Bytes
import Charsets
import MIME

/// Reads out of a message what its index says.
struct MailIndexMaker {
  /// How much of a text is decoded for a snippet; HTML begins with much that is not shown.
  private static let start = 16 * 1024

  private let charsets = IconvCharsets()

  /// Reads `message`; all texts together have no more bytes than it has.
  func make(of message: Span<UInt8>) -> MailIndex {
    let tree = MIMETree(message)
    let bodies = tree.bodies(in: message, charsets: charsets)
    var room = message.count
    func fit(_ text: ByteString, _ limit: Int) -> ByteString {
      let text = Self.cut(text, at: min(limit, room))
      room -= text.count
      return text
    }
    return MailIndex(
      [
        fit(subject(tree, message), MailIndex.Limit.subject),
        fit(names("from", tree, message), MailIndex.Limit.sender),
        fit(names("to", tree, message), MailIndex.Limit.recipients),
        fit(names("cc", tree, message), MailIndex.Limit.copies),
        fit(snippet(bodies, tree, message), MailIndex.Limit.snippet),
      ],
      attachmentCount: tree.attachments(in: message, charsets: charsets).count
    )
  }

  private func subject(_ tree: MIMETree, _ message: Span<UInt8>) -> ByteString {
    guard let value = tree.value("subject", in: message) else { return "" }
    return HeaderText.decode(message.extracting(value), charsets: charsets)
  }

  /// Reads no more of a list than may be shown: a header may name thousands.
  private func names(_ field: StaticString, _ tree: MIMETree, _ message: Span<UInt8>) -> ByteString {
    guard let value = tree.value(field, in: message) else { return "" }
    var start = message.extracting(value.lowerBound..<min(value.upperBound, value.lowerBound + 4_096))
    if start.count < value.count { start = start.extracting(..<Scan.startOfCutCharacter(in: start)) }
    var names: [UInt8] = []
    for mailbox in Address.list(start, charsets: charsets).flatMap(\.mailboxes) {
      if !names.isEmpty { names += ", ".utf8 }
      names += (mailbox.name.isEmpty ? mailbox.address : mailbox.name).bytes
    }
    return ByteString(names)
  }

  private func snippet(_ bodies: Bodies, _ tree: MIMETree, _ message: Span<UInt8>) -> ByteString {
    guard let part = bodies.text ?? bodies.html else { return "" }
    var reader = VisibleText(tree, part: part, in: message, charsets: charsets, upTo: Self.start)
    var text: [UInt8] = []
    while !reader.isAtEnd, text.count < Self.start { reader.read(from: message, into: &text) }
    return Snippet.make(of: text.span)
  }

  private static func cut(_ text: ByteString, at limit: Int) -> ByteString {
    guard text.count > limit else { return text }
    let start = text.bytes[..<limit]
    return ByteString(Array(start[..<Scan.startOfCutCharacter(in: Array(start).span)]))
  }
}
