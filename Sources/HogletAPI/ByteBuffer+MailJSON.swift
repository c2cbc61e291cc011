internal import Bytes
internal import MIME

extension ByteBuffer {
  /// Begins a member that is not the first of its object.
  mutating func append(key: StaticString) {
    append(",\"")
    append(key)
    append("\":")
  }

  /// Adds a mailbox as an object.
  mutating func append(json mailbox: Mailbox) {
    append("{\"name\":")
    append(jsonString: mailbox.name)
    append(key: "address")
    append(jsonString: mailbox.address)
    append("}")
  }

  /// Adds an attachment as an object, with the size and the digest of its content; `file` is its place among the files
  /// within the text of its part, if it is one.
  mutating func append(json attachment: Attachment, file: Int?, size: Int?, sha256: ByteString?) {
    append("{\"part\":")
    append(decimal: attachment.part)
    append(key: "file")
    if let file { append(decimal: file) } else { append("null") }
    append(key: "name")
    append(jsonString: attachment.name)
    append(key: "type")
    append(jsonString: attachment.type)
    append(key: "size")
    if let size { append(decimal: size) } else { append("null") }
    append(key: "sha256")
    if let sha256 { append(jsonString: sha256) } else { append("null") }
    append(key: "inline")
    append(attachment.isInline ? "true" : "false")
    append(key: "contentId")
    if let id = attachment.contentID { append(jsonString: id) } else { append("null") }
    append("}")
  }
}
