import Bytes

extension MIMETree {
  /// Calls `body` with the bytes of an attachment, piece by piece: for a download, a checksum or a length.
  ///
  /// A part's transfer encoding is undone. An attached message comes as it was sent. A file within encoded text needs that
  /// text as a whole.
  public func visitContent(of attachment: Attachment, in bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    guard let file = attachment.file else {
      return visitContent(of: attachment.part, in: bytes, body)
    }
    let part = parts[attachment.part]
    if part.encoding == .identity { return file.visit(in: bytes.extracting(part.body), body) }
    let text = content(of: attachment.part, in: bytes)
    file.visit(in: text.span, body)
  }
}

extension EmbeddedFile {
  /// Calls `body` with its bytes, piece by piece.
  func visit(in text: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var piece: [UInt8] = []
    var reader = LineReader(lines)
    while let line = reader.next(in: text) {
      encoding.decode(text.extracting(line.text), into: &piece)
      guard piece.count >= ContentReader.pieceSize else { continue }
      body(piece.span)
      piece.removeAll(keepingCapacity: true)
    }
    if !piece.isEmpty { body(piece.span) }
  }
}
