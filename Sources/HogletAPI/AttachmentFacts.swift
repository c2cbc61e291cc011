internal import Bytes
internal import Digests
internal import MIME
internal import MailStore

/// What is found out about an attachment by looking at all of it.
struct AttachmentFacts {
  /// The bytes of its content.
  let size: Int
  /// Their digest, in hexadecimal.
  let sha256: ByteString

  /// What is found out about attachments, in their order; nil for those that are left when looking has cost too much.
  ///
  /// Each file within a text takes a walk through the text, so that a thousand of them could keep everybody waiting.
  static func all(of attachments: [Attachment], in content: DecodedContent) -> [AttachmentFacts?] {
    let data = content.message.data
    // How many bytes may still be looked at.
    var effort = (64 << 20) + 2 * data.count
    return attachments.map { attachment in
      let cost = content.tree.parts[attachment.part].body.count
      guard cost <= effort else { return nil }
      effort -= cost
      var digester = Digester<SHA256>()
      var size = 0
      content.tree.visitContent(of: attachment, in: data.span) { piece in
        digester.update(piece)
        size += piece.count
      }
      return AttachmentFacts(size: size, sha256: digester.finish().hexadecimal)
    }
  }
}
