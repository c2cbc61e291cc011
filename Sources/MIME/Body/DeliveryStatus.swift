public import Bytes

/// What a report says about the delivery of a message (RFC 3464): groups of fields with empty lines between them.
public struct DeliveryStatus: Equatable, Sendable {
  /// A field of a report.
  public struct Entry: Equatable, Sendable {
    /// In lower case.
    public let name: ByteString
    /// Decoded.
    public let value: ByteString
  }

  /// The fields about the message as a whole.
  public let message: [Entry]
  /// The fields about each recipient.
  public let recipients: [[Entry]]

  /// Reads the content of a `message/delivery-status` part.
  public init(_ content: Span<UInt8>, charsets: some CharsetDecoding) {
    var groups: [[Entry]] = []
    var start = 0
    var lines = LineReader(content.indices)
    while let line = lines.next(in: content) {
      let isLast = line.next == content.count
      guard line.text.isEmpty || isLast else { continue }
      let end = line.text.isEmpty ? line.text.lowerBound : line.text.upperBound
      let fields = Self.fields(start..<end, of: content, charsets: charsets)
      if !fields.isEmpty { groups.append(fields) }
      start = line.next
    }
    message = groups.first ?? []
    recipients = Array(groups.dropFirst())
  }

  private static func fields(
    _ range: Range<Int>,
    of content: Span<UInt8>,
    charsets: some CharsetDecoding
  ) -> [Entry] {
    var reader = FieldReader(range)
    var fields: [Entry] = []
    while let field = reader.next(in: content) {
      let name = Array(copying: content.extracting(field.name)).map(\.asciiLowercased)
      fields.append(
        Entry(
          name: ByteString(name),
          value: HeaderText.decode(content.extracting(field.value), charsets: charsets)
        )
      )
    }
    return fields
  }
}
