public import Bytes

extension MIMETree {
  /// Whether a part asks not to be shown; an unknown disposition does (RFC 2183 section 2.8), a name alone does not.
  func isAttached(_ index: Int, in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> Bool {
    guard let value = contentDisposition(of: index, in: bytes, charsets: charsets)?.value else {
      return false
    }
    return value != "inline" && !value.isEmpty
  }

  /// The parts that are the text of the message.
  public func bodies(in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> Bodies {
    Bodies(self) { isAttached($0, in: bytes, charsets: charsets) }
  }

  /// The name of a part's content, decoded and as it was sent; nil if it has none.
  ///
  /// `filename` outranks `name`, which was there before it (RFC 2183 section 2.3).
  public func sentName(of index: Int, in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> ByteString? {
    contentDisposition(of: index, in: bytes, charsets: charsets)?["filename"]
      ?? contentType(of: index, in: bytes, charsets: charsets)?["name"]
  }

  /// What `Content-ID` calls a part, without angle brackets.
  public func contentID(of index: Int, in bytes: Span<UInt8>) -> ByteString? {
    guard let value = parts[index].contentID else { return nil }
    var text: [UInt8] = []
    HeaderText.unfold(bytes.extracting(value), into: &text)
    if text.first == UInt8(ascii: "<") { text.removeFirst() }
    if text.last == UInt8(ascii: ">") { text.removeLast() }
    return ByteString(text)
  }

  /// The leaves and messages that are not the text of the message, and the files within its plain text, in order.
  ///
  /// The other forms of the text are none of them, except a calendar's. What is in an attached message belongs to it.
  public func attachments(in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> [Attachment] {
    let bodies = bodies(in: bytes, charsets: charsets)
    var attachments: [Attachment] = []
    var index = 0
    while index < parts.count {
      let part = parts[index]
      if part.kind == .leaf || part.kind == .message && index > 0 {
        if index == bodies.text {
          attachments += embedded(index, in: bytes, charsets: charsets)
        } else if index != bodies.html, !isOtherForm(index, in: bytes, charsets: charsets) {
          attachments.append(attachment(index, in: bytes, charsets: charsets))
        }
        index = part.end
      } else {
        index += 1
      }
    }
    return attachments
  }

  private func isOtherForm(_ index: Int, in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> Bool {
    let part = parts[index]
    guard !isAttached(index, in: bytes, charsets: charsets) else { return false }
    if index == 0 { return part.media == .text }
    guard let parent = part.parent, parts[parent].kind == .multipart(.alternative) else { return false }
    guard part.media != .other, let type = part.contentType else { return false }
    return !MediaName(type, in: bytes).isSubtype("calendar", in: bytes)
  }

  private func attachment(_ index: Int, in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> Attachment {
    let type = contentType(of: index, in: bytes, charsets: charsets)?.value ?? ""
    let name = AttachmentName.safe(sentName(of: index, in: bytes, charsets: charsets) ?? "")
    let isRelated = parts[index].parent.map { parts[$0].kind == .multipart(.related) } ?? false
    let contentID = contentID(of: index, in: bytes)
    let disposition = contentDisposition(of: index, in: bytes, charsets: charsets)?.value
    return Attachment(
      part: index,
      file: nil,
      name: name,
      type: type.isEmpty ? "text/plain" : type,
      isInline: disposition == "inline" || isRelated && contentID != nil && disposition != "attachment",
      contentID: contentID,
      isTNEF: type == "application/ms-tnef" || type == "application/vnd.ms-tnef"
        || holdsTNEF(index, in: bytes)
    )
  }

  /// The files within the plain text at `index`; nothing is said of their types.
  private func embedded(
    _ index: Int,
    in bytes: Span<UInt8>,
    charsets: some CharsetDecoding
  ) -> [Attachment] {
    var finder = EmbeddedFileFinder()
    if parts[index].encoding == .identity {
      finder.read(bytes.extracting(parts[index].body), isLast: true)
    } else {
      var reader = ContentReader(parts[index])
      var piece: [UInt8] = []
      repeat {
        piece.removeAll(keepingCapacity: true)
        reader.read(from: bytes, into: &piece)
        finder.read(piece.span, isLast: reader.isAtEnd)
      } while !reader.isAtEnd
    }
    guard !finder.files.isEmpty else { return [] }
    let label = contentType(of: index, in: bytes, charsets: charsets)?["charset"]
    return finder.files.map { file in
      Attachment(
        part: index,
        file: file,
        name: AttachmentName.safe(TextDecoder.decode(file.name.bytes.span, label: label, charsets: charsets)),
        type: "application/octet-stream",
        isInline: false,
        contentID: nil,
        isTNEF: file.start == Self.markOfTNEF
      )
    }
  }

  /// How the format begins (MS-OXTNEF section 2.1.3.1).
  private static var markOfTNEF: [UInt8] { [0x78, 0x9F, 0x3E, 0x22] }

  private func holdsTNEF(_ index: Int, in bytes: Span<UInt8>) -> Bool {
    guard parts[index].media == .other, parts[index].kind == .leaf else { return false }
    var start: [UInt8] = []
    var reader = ContentReader(parts[index])
    reader.read(from: bytes, size: 64, into: &start)
    return start.starts(with: Self.markOfTNEF)
  }
}
