internal import Bytes
internal import MIME
package import MailStore

/// A message as other programs deliver it to a real Maildir: without an envelope, its lines ended by LF.
package struct DeliveredFile: Equatable, Sendable {
  /// Who sent it to whom, as far as header fields say so.
  package let envelope: Envelope
  /// The message with lines ended by CRLF, the last one's left out.
  package let data: [UInt8]

  /// Reads a file; every content is a message.
  package init(reading bytes: Span<UInt8>) {
    var lines = ByteBuffer(capacity: bytes.count + bytes.count / 32)
    var position = 0
    while let end = Scan.firstIndex(of: ASCII.lineFeed, in: bytes, from: position) {
      let isWhole = end > position && bytes[end - 1] == ASCII.carriageReturn
      lines.append(contentsOf: bytes.extracting(position..<(isWhole ? end - 1 : end)))
      lines.append("\r\n")
      position = end + 1
    }
    if position < bytes.count {
      lines.append(contentsOf: bytes.extracting(position..<bytes.count))
    }
    var data = lines.take()
    if data.suffix(2) == [ASCII.carriageReturn, ASCII.lineFeed] { data.removeLast(2) }
    self.data = data
    envelope = Self.envelope(in: data)
  }

  /// The envelope that a header section tells of: what the delivering programs added counts more than what the sender
  /// wrote (RFC 5321 section 4.4).
  private static func envelope(in data: [UInt8]) -> Envelope {
    let bytes = data.span
    var (returnPath, from): (ByteString?, ByteString?) = (nil, nil)
    var (delivered, written): ([ByteString], [ByteString]) = ([], [])
    var reader = HeaderReader(MessageSections(of: data.indices, in: bytes).header, separator: .colon)
    while let field = reader.next(in: bytes) {
      let name = bytes.extracting(field.name)
      let addresses: [ByteString]
      if Scan.matches(name, lowercased: "return-path") {
        addresses = Self.addresses(in: field.value, of: bytes)
        returnPath = returnPath ?? addresses.first ?? ""
      } else if Scan.matches(name, lowercased: "delivered-to") {
        delivered += Self.addresses(in: field.value, of: bytes)
      } else if Scan.matches(name, lowercased: "from") {
        addresses = Self.addresses(in: field.value, of: bytes)
        from = from ?? addresses.first
      } else if Scan.matches(name, lowercased: "to") || Scan.matches(name, lowercased: "cc") {
        written += Self.addresses(in: field.value, of: bytes)
      }
    }
    return Envelope(
      helo: "",
      sender: Envelope.Path(returnPath ?? from ?? ""),
      recipients: (delivered.isEmpty ? written : delivered).map { Envelope.Path($0) }
    )
  }

  private static func addresses(in value: FoldedValue, of bytes: Span<UInt8>) -> [ByteString] {
    // Names, which may be in any charset, are not looked at.
    Address.list(value.unfolded(in: bytes).bytes.span, charsets: BuiltInCharsets())
      .flatMap(\.mailboxes).map(\.address).filter { !$0.isEmpty }
  }
}
