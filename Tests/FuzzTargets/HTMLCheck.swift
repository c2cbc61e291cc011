import Bytes
import MIME

/// Takes the input for HTML.
enum HTMLCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    let html = UTF8Reference.lossy(input)
    for showsLinks in [false, true] {
      let text = HTMLText.plain(html.span, showsLinks: showsLinks)
      try require(Scan.lengthOfUTF8(in: text.bytes.span) == text.count, "the text of HTML is UTF-8")
      try require(text.count <= 3 * html.count + 8, "the text is hardly longer than the HTML")
    }
    try checkPieces(html)
    guard !html.contains(UInt8(ascii: "<")), !html.contains(UInt8(ascii: "&")) else { return }
    let words = { (text: [UInt8]) in text.split { $0 <= ASCII.space }.map(Array.init) }
    let space = Array("\u{A0}".utf8)
    guard !html.indices.contains(where: { html[$0...].starts(with: space) }) else { return }
    try require(words(HTMLText.plain(html.span).bytes) == words(html), "text without markup is the text")
  }

  /// Text is the same whether it comes as a whole or in pieces of any size, as HTML and as flowed lines.
  private static func checkPieces(_ text: [UInt8]) throws(Finding) {
    let plain = HTMLText.plain(text.span, showsLinks: false).bytes
    let joined = FlowedText.join(text.span, deletesSpace: true).bytes
    for size in [1, 7, 100] {
      var html = HTMLReader(showsLinks: false)
      var flowed = FlowedReader(deletesSpace: true)
      var (plainPieces, joinedPieces) = ([UInt8](), [UInt8]())
      for start in stride(from: 0, to: text.count, by: size) {
        let end = min(start + size, text.count)
        let piece = text.span.extracting(start..<end)
        html.read(piece, isLast: end == text.count)
        html.take(into: &plainPieces)
        flowed.read(piece, isLast: end == text.count, into: &joinedPieces)
      }
      try require(plainPieces + html.finish() == plain, "the text of HTML does not depend on pieces")
      try require(joinedPieces == joined, "flowed text does not depend on pieces")
    }
  }
}
