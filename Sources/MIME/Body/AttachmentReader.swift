import Bytes

/// Reads the bytes of an attachment in pieces, its transfer encoding undone, or those of a file within text.
///
/// An attached message comes as it was sent.
public struct AttachmentReader {
  private var content: ContentReader
  private let file: EmbeddedFile?
  private var piece: [UInt8] = []
  /// Where in the text `piece` begins.
  private var offset = 0

  /// Begins at the start of `attachment`, which is one of those in `tree`.
  public init(_ tree: MIMETree, _ attachment: Attachment) {
    content = ContentReader(tree.parts[attachment.part])
    file = attachment.file
  }

  /// Begins at the start of a part.
  public init(_ part: Part) {
    (content, file) = (ContentReader(part), nil)
  }

  /// Whether all has been read.
  public var isAtEnd: Bool { content.isAtEnd || offset >= (file?.lines.upperBound ?? .max) }

  /// Adds the next piece, perhaps an empty one.
  public mutating func read(
    from bytes: Span<UInt8>,
    size: Int = ContentReader.pieceSize,
    into content: inout [UInt8]
  ) {
    guard let file else { return self.content.read(from: bytes, size: size, into: &content) }
    self.content.read(from: bytes, size: size, into: &piece)
    let text = piece
    // A piece begins in front of the file, or with a line of it.
    let start = min(max(file.lines.lowerBound - offset, 0), text.count)
    let end = min(file.lines.upperBound - offset, text.count)
    var lines = LineReader(start..<max(start, end))
    let isWhole = end < text.count || self.content.isAtEnd
    while let line = lines.peek(in: text.span), line.next > line.text.upperBound || isWhole {
      file.encoding.decode(text.span.extracting(line.text), into: &content)
      lines.skip(to: line.next)
    }
    piece.removeFirst(lines.position)
    offset += lines.position
  }
}

extension MIMETree {
  /// Calls `body` with the bytes of an attachment, piece by piece: for a checksum, without holding all of them.
  public func visitContent(of attachment: Attachment, in bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var reader = AttachmentReader(self, attachment)
    var piece: [UInt8] = []
    while !reader.isAtEnd {
      piece.removeAll(keepingCapacity: true)
      reader.read(from: bytes, into: &piece)
      body(piece.span)
    }
  }
}
