import Bytes
import Charsets
import Digests
import MIME

/// What Hoglet understands of a message, as JSON.
struct MailReport {
  private let bytes: [UInt8]
  private let tree: MIMETree
  private let charsets = IconvCharsets()
  private var buffer = ByteBuffer()

  init(path: String, _ bytes: [UInt8]) {
    self.bytes = bytes
    tree = MIMETree(bytes.span)
    buffer.append("{\"path\":")
    buffer.append(jsonString: ByteString(path))
    appendHeaders()
    appendBodies()
    appendLeaves()
    appendDefects()
    buffer.append("}")
  }

  /// One line.
  var json: [UInt8] { buffer.bytes }

  private mutating func appendHeaders() {
    for name in ["subject", "from", "to", "cc", "reply-to"] as [StaticString] {
      appendKey(name)
      guard let value = tree.value(name, in: bytes.span) else {
        buffer.append("null")
        continue
      }
      buffer.append(jsonString: HeaderText.decode(bytes.span.extracting(value), charsets: charsets))
    }
    for (key, name) in [("from_addresses", "from"), ("to_addresses", "to"), ("cc_addresses", "cc")]
      as [(StaticString, StaticString)]
    {
      appendKey(key)
      let value = tree.value(name, in: bytes.span) ?? 0..<0
      appendAddresses(Address.list(bytes.span.extracting(value), charsets: charsets))
    }
  }

  private mutating func appendAddresses(_ addresses: [Address]) {
    buffer.append("[")
    for (index, mailbox) in addresses.flatMap(\.mailboxes).enumerated() {
      if index > 0 { buffer.append(",") }
      buffer.append("[")
      buffer.append(jsonString: mailbox.name)
      buffer.append(",")
      buffer.append(jsonString: mailbox.localPart)
      buffer.append(",")
      buffer.append(jsonString: mailbox.domain)
      buffer.append("]")
    }
    buffer.append("]")
  }

  private mutating func appendBodies() {
    let bodies = tree.bodies(in: bytes.span, charsets: charsets)
    appendKey("text")
    append(text: bodies.text)
    appendKey("html")
    append(text: bodies.html)
    let plain = tree.plainText(in: bytes.span, charsets: charsets)
    appendKey("snippet")
    buffer.append(jsonString: Snippet.make(of: plain.bytes.span))
    appendKey("attachments")
    buffer.append(decimal: tree.attachments(in: bytes.span, charsets: charsets).count)
  }

  private mutating func append(text index: Int?) {
    guard let index else {
      buffer.append("null")
      return
    }
    buffer.append(jsonString: tree.text(of: index, in: bytes.span, charsets: charsets))
  }

  private mutating func appendLeaves() {
    appendKey("leaves")
    buffer.append("[")
    var isFirst = true
    for index in tree.parts.indices where tree.parts[index].kind == .leaf {
      if !isFirst { buffer.append(",") }
      isFirst = false
      append(leaf: index)
    }
    buffer.append("]")
  }

  private mutating func append(leaf index: Int) {
    var digester = Digester<SHA256>()
    var size = 0
    tree.visitContent(of: index, in: bytes.span) { piece in
      digester.update(piece)
      size += piece.count
    }
    let type = tree.contentType(of: index, in: bytes.span, charsets: charsets)?.value
    buffer.append("{\"type\":")
    buffer.append(jsonString: type.map { $0.isEmpty ? "text/plain" : $0 } ?? "text/plain")
    appendKey("name")
    buffer.append(jsonString: tree.sentName(of: index, in: bytes.span, charsets: charsets) ?? "")
    appendKey("size")
    buffer.append(decimal: size)
    appendKey("sha256")
    buffer.append(jsonString: digester.finish().hexadecimal)
    buffer.append("}")
  }

  private mutating func appendDefects() {
    appendKey("defects")
    buffer.append("[")
    for (index, defect) in (tree.defects + tree.contentDefects(in: bytes.span)).enumerated() {
      if index > 0 { buffer.append(",") }
      buffer.append("[")
      buffer.append(jsonString: ByteString(defect.kind.rawValue))
      buffer.append(",")
      buffer.append(decimal: defect.offset)
      buffer.append("]")
    }
    buffer.append("]")
  }

  private mutating func appendKey(_ key: StaticString) {
    buffer.append(",\"")
    buffer.append(key)
    buffer.append("\":")
  }
}
