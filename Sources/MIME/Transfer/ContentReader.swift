import Bytes

/// Reads the content of a part in pieces, with its transfer encoding undone.
public struct ContentReader {
  /// About how many bytes a piece has unless told otherwise.
  public static let pieceSize = 64 * 1024

  private let range: Range<Int>
  private let encoding: TransferEncoding
  private var position = 0
  private var base64 = Base64Decoder()

  /// Begins at the start of what is in `part`.
  public init(_ part: Part) {
    (range, encoding) = (part.body, part.encoding)
  }

  /// Whether all has been read.
  public var isAtEnd: Bool { position >= range.count }

  /// Passes over what has not been read.
  mutating func skipToEnd() { position = range.count }

  /// Adds the next piece to `content`, perhaps an empty one.
  ///
  /// - Parameters:
  ///   - bytes: The message.
  ///   - size: About how many bytes to add.
  ///   - content: What the piece is added to.
  public mutating func read(
    from bytes: Span<UInt8>,
    size: Int = ContentReader.pieceSize,
    into content: inout [UInt8]
  ) {
    let text = bytes.extracting(range)
    let limit = max(size, 3)
    switch encoding {
    case .identity:
      let end = position + min(text.count - position, limit)
      content.append(copying: text.extracting(position..<end))
      position = end
    case .base64: position = base64.decode(text, from: position, limit: limit, into: &content)
    case .quotedPrintable:
      position = QuotedPrintableDecoder.decode(text, from: position, limit: limit, into: &content)
    case .uuencode: position = UUDecoder.decode(text, from: position, limit: limit, into: &content)
    }
  }
}
