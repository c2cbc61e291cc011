import Bytes

/// Reads what a text part shows to a reader, in pieces: decoded, HTML as its text, flowed lines joined.
public struct VisibleText {
  /// More HTML, or flowed text, than this is not looked at unless told otherwise: it is laid out as a whole.
  public static let longest = 8 << 20

  private enum Layout {
    case none
    case html
    case flowed(deletesSpace: Bool)
  }

  private var reader: TextReader
  private let layout: Layout
  private let limit: Int

  /// Begins at the start of the part at `index`.
  ///
  /// - Parameters:
  ///   - tree: The message's parts.
  ///   - index: The place of one that is text.
  ///   - bytes: The message.
  ///   - charsets: What knows charsets.
  ///   - onlyASCII: Whether characters beyond ASCII do not matter, and may come as anything beyond ASCII.
  ///   - limit: How much HTML or flowed text is laid out, and about how long a piece is at most.
  public init(
    _ tree: MIMETree,
    part index: Int,
    in bytes: Span<UInt8>,
    charsets: some CharsetDecoding,
    onlyASCII: Bool = false,
    upTo limit: Int = VisibleText.longest
  ) {
    self.limit = limit
    let type = tree.contentType(of: index, in: bytes, charsets: charsets)
    reader = TextReader(tree.parts[index], label: type?["charset"], onlyASCII: onlyASCII, charsets: charsets)
    layout =
      switch tree.parts[index].media {
      case .html: .html
      case .plain where type.map(FlowedText.isClaimed(by:)) ?? false:
        .flowed(deletesSpace: type.map(FlowedText.deletesSpace) ?? false)
      case .plain, .text, .other: .none
      }
  }

  /// Whether all has been read.
  public var isAtEnd: Bool { reader.isAtEnd }

  /// Adds the next piece to `text`, perhaps an empty one.
  public mutating func read(from bytes: Span<UInt8>, into text: inout [UInt8]) {
    guard case .none = layout else {
      var whole: [UInt8] = []
      while !reader.isAtEnd, whole.count < limit { reader.read(from: bytes, size: pieceSize, into: &whole) }
      reader.skipToEnd()
      switch layout {
      case .none: break
      case .html: HTMLText.append(whole.span, showsLinks: false, to: &text)
      case .flowed(let deletesSpace):
        text += FlowedText.join(whole.span, deletesSpace: deletesSpace).bytes
      }
      return
    }
    reader.read(from: bytes, size: pieceSize, into: &text)
  }

  private var pieceSize: Int { min(limit, ContentReader.pieceSize) }
}
