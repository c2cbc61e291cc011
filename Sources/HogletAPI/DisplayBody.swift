internal import Bytes
internal import HTTP
internal import MIME
internal import MailAPI
internal import MailStore

/// Sends the HTML of a message as a frame shows it, rewritten while the client reads.
///
/// The message's own pictures stand in it, as `data:` addresses: a frame without an origin could ask for them only where
/// there is no password, as browsers send none for it, and this way it need not be allowed to ask for anything.
final class DisplayBody: BodySource {
  /// Stands around the number of a part in rewritten HTML: no byte of UTF-8.
  private static let mark: UInt8 = 0xFF
  /// Ends with whole groups of three bytes, so that pieces of Base64 can be put together.
  private static let pieceSize = 48 * 1024

  private let content: DecodedContent
  private var reader: TextReader
  private var display: HTMLDisplay
  /// What is rewritten and not sent.
  private var shown: ArraySlice<UInt8> = []
  /// The part that is being sent, and the bytes of it that do not fill a group of Base64.
  private var part: ContentReader?
  private var group: [UInt8] = []
  /// How many more bytes of parts may stand in the HTML, however often it names them.
  private var budget: Int

  /// The HTML of `content` at `part`.
  init(_ content: DecodedContent, part: Int, allowsRemote: Bool, scheme: HTMLDisplay.Scheme?) {
    self.content = content
    let data = content.message.data
    budget = 2 * data.count + (16 << 20)
    reader = TextReader(content.tree, part: part, in: data.span, charsets: content.charsets)
    display = HTMLDisplay(
      addresses: content.namesOfParts.mapValues {
        ByteString([Self.mark] + Array("\($0)".utf8) + [Self.mark])
      },
      keepsLinks: allowsRemote,
      scheme: scheme
    )
  }

  var burden: Int { content.message.burden }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while buffer.count < target {
      if part != nil {
        writePart(into: &buffer)
      } else if !shown.isEmpty {
        writeShown(into: &buffer)
      } else if reader.isAtEnd {
        return .done
      } else {
        readOn()
      }
    }
    return part == nil && shown.isEmpty && reader.isAtEnd ? .done : .more
  }

  private func readOn() {
    let data = content.message.data
    var (piece, next): ([UInt8], [UInt8]) = ([], [])
    reader.read(from: data.span, into: &piece)
    display.rewrite(piece.span, isLast: reader.isAtEnd, into: &next)
    shown = next[...]
  }

  /// Sends what is rewritten up to the next part that stands in it.
  private func writeShown(into buffer: inout ByteBuffer) {
    let end = shown.firstIndex(of: Self.mark) ?? shown.endIndex
    buffer.append(contentsOf: shown[..<end])
    guard end < shown.endIndex else {
      shown = []
      return
    }
    let number = shown[(end + 1)...].prefix { $0 != Self.mark }
    shown = shown[(number.endIndex + 1)...]
    if let index = Int(String(decoding: number, as: UTF8.self)) { begin(index, into: &buffer) }
  }

  private func begin(_ index: Int, into buffer: inout ByteBuffer) {
    let part = content.tree.parts[index]
    guard part.body.count <= budget, let type = content.pictureType(of: index) else {
      buffer.append("parts/")
      buffer.append(decimal: index)
      return
    }
    budget -= part.body.count
    buffer.append("data:")
    buffer.append(contentsOf: type.bytes)
    buffer.append(";base64,")
    self.part = ContentReader(part)
  }

  private func writePart(into buffer: inout ByteBuffer) {
    guard var reader = part else { return }
    let data = content.message.data
    reader.read(from: data.span, size: Self.pieceSize, into: &group)
    let count = reader.isAtEnd ? group.count : group.count - group.count % 3
    let whole = Array(group[..<count])
    buffer.append(contentsOf: Base64.encode(whole.span))
    group.removeFirst(count)
    part = reader.isAtEnd ? nil : reader
  }
}
