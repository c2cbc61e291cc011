public import Bytes

extension MIMETree {
  /// A text of the message as it is read: decoded, and its paragraphs joined if it is flowed.
  public func bodyText(of index: Int, in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> ByteString {
    let text = text(of: index, in: bytes, charsets: charsets)
    guard parts[index].media == .plain, let type = contentType(of: index, in: bytes, charsets: charsets),
      FlowedText.isClaimed(by: type)
    else { return text }
    return FlowedText.join(text.bytes.span, deletesSpace: FlowedText.deletesSpace(type))
  }

  /// What the message says in plain text: its plain text, else the text of its HTML; empty if it has neither.
  public func plainText(in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> ByteString {
    let bodies = bodies(in: bytes, charsets: charsets)
    if let text = bodies.text { return bodyText(of: text, in: bytes, charsets: charsets) }
    guard let html = bodies.html else { return "" }
    return HTMLText.plain(self.text(of: html, in: bytes, charsets: charsets).bytes.span)
  }
}
