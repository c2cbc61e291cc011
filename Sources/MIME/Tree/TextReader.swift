import Bytes

/// Reads the text of a leaf in pieces, as UTF-8.
public struct TextReader {
  private var content: ContentReader
  private var decoder: TextDecoder
  private var piece: [UInt8] = []
  private let keepsContent: Bool

  /// Begins at the start of the part at `index`.
  public init(_ tree: MIMETree, part index: Int, in bytes: Span<UInt8>, charsets: some CharsetDecoding) {
    let label = tree.contentType(of: index, in: bytes, charsets: charsets)?["charset"]
    self.init(tree.parts[index], label: label, charsets: charsets)
  }

  /// Begins at the start of a part that calls its charset `label`.
  ///
  /// With `onlyASCII`, characters beyond ASCII may come as anything beyond ASCII, which spares looking at them.
  init(_ part: Part, label: ByteString?, onlyASCII: Bool = false, charsets: some CharsetDecoding) {
    content = ContentReader(part)
    decoder = TextDecoder(label: label, charsets: charsets)
    keepsContent = onlyASCII && decoder.keepsASCII
  }

  /// Whether all has been read.
  public var isAtEnd: Bool { content.isAtEnd }

  /// Passes over what has not been read.
  mutating func skipToEnd() { content.skipToEnd() }

  /// Adds the next piece, perhaps an empty one.
  public mutating func read(
    from bytes: Span<UInt8>,
    size: Int = ContentReader.pieceSize,
    into text: inout [UInt8]
  ) {
    if keepsContent { return content.read(from: bytes, size: size, into: &text) }
    piece.removeAll(keepingCapacity: true)
    content.read(from: bytes, size: size, into: &piece)
    let decoded = piece
    decoder.decode(decoded.span, isLast: content.isAtEnd, into: &text)
  }
}
