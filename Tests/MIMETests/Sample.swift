import Bytes
import Charsets
import MIME

/// A message that is written with line feeds and tested with CRLF.
struct Sample {
  let bytes: [UInt8]
  let tree: MIMETree
  let charsets = IconvCharsets()

  init(_ text: String, limits: TreeLimits = TreeLimits()) {
    self.init(bytes: Array(text.replacing("\n", with: "\r\n").utf8), limits: limits)
  }

  init(bytes: [UInt8], limits: TreeLimits = TreeLimits()) {
    self.bytes = bytes
    tree = MIMETree(bytes.span, limits: limits)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  var bodies: [String] { tree.parts.map { text($0.body) } }
  var attachments: [Attachment] { tree.attachments(in: bytes.span, charsets: charsets) }
  var chosen: Bodies { tree.bodies(in: bytes.span, charsets: charsets) }
  var plain: String { tree.plainText(in: bytes.span, charsets: charsets).description }
  func content(_ index: Int) -> String {
    String(decoding: tree.content(of: index, in: bytes.span), as: UTF8.self)
  }
  func content(of attachment: Attachment) -> [UInt8] {
    var content: [UInt8] = []
    tree.visitContent(of: attachment, in: bytes.span) { content.append(copying: $0) }
    return content
  }
  func decoded(_ index: Int) -> String {
    tree.text(of: index, in: bytes.span, charsets: charsets).description
  }
}

/// Text with each character one byte: `"\u{E9}"` is the byte 0xE9.
func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

/// The value of a header field, decoded.
func decoded(_ value: String) -> String {
  HeaderText.decode(latin1(value).span, charsets: IconvCharsets()).description
}
