import Bytes

/// Reads what a text part shows to a reader, in pieces: decoded, HTML as its text, flowed lines joined.
///
/// However long a part is, no more of it is held than a piece; or than a tag, a comment or a flowed line, up to 16 MB of it.
public struct VisibleText {
  private enum Layout {
    case none
    case html(HTMLReader)
    case flowed(FlowedReader)

    /// How much of the text waits for what comes next.
    var pending: Int {
      switch self {
      case .none: 0
      case .html(let reader): reader.pending
      case .flowed(let reader): reader.pending
      }
    }
  }

  private var reader: TextReader
  private var layout: Layout
  /// How much is still to be looked at.
  private var left: Int

  /// Begins at the start of the part at `index`.
  ///
  /// - Parameters:
  ///   - tree: The message's parts.
  ///   - index: The place of one that is text.
  ///   - bytes: The message.
  ///   - charsets: What knows charsets.
  ///   - onlyASCII: Whether characters beyond ASCII do not matter, and may come as anything beyond ASCII.
  ///   - limit: About how much is looked at.
  public init(
    _ tree: MIMETree,
    part index: Int,
    in bytes: Span<UInt8>,
    charsets: some CharsetDecoding,
    onlyASCII: Bool = false,
    upTo limit: Int = .max
  ) {
    left = limit
    let type = tree.contentType(of: index, in: bytes, charsets: charsets)
    reader = TextReader(tree.parts[index], label: type?["charset"], onlyASCII: onlyASCII, charsets: charsets)
    layout =
      switch tree.parts[index].media {
      case .html: .html(HTMLReader(showsLinks: false))
      case .plain where type.map(FlowedText.isClaimed(by:)) ?? false:
        .flowed(FlowedReader(deletesSpace: type.map(FlowedText.deletesSpace) ?? false))
      case .plain, .text, .other: .none
      }
  }

  /// Whether all has been read.
  public var isAtEnd: Bool { reader.isAtEnd }

  /// Adds the next piece to `text`, perhaps an empty one.
  public mutating func read(from bytes: Span<UInt8>, into text: inout [UInt8]) {
    let size = min(left, max(ContentReader.pieceSize, layout.pending))
    var piece: [UInt8] = []
    switch layout {
    case .none:
      let start = text.count
      reader.read(from: bytes, size: size, into: &text)
      take(text.count - start)
    case .html(var html):
      // Its own, so that it reads in place.
      layout = .none
      reader.read(from: bytes, size: size, into: &piece)
      take(piece.count)
      html.read(piece.span, isLast: reader.isAtEnd)
      if reader.isAtEnd {
        text += html.finish()
      } else {
        html.take(into: &text)
        layout = .html(html)
      }
    case .flowed(var flowed):
      layout = .none
      reader.read(from: bytes, size: size, into: &piece)
      take(piece.count)
      flowed.read(piece.span, isLast: reader.isAtEnd, into: &text)
      layout = .flowed(flowed)
    }
  }

  /// Counts what was looked at, and ends when it is enough.
  private mutating func take(_ count: Int) {
    left -= min(count, left)
    if left == 0 { reader.skipToEnd() }
  }
}
