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
    guard !html.contains(UInt8(ascii: "<")), !html.contains(UInt8(ascii: "&")) else { return }
    let words = { (text: [UInt8]) in text.split { $0 <= ASCII.space }.map(Array.init) }
    let space = Array("\u{A0}".utf8)
    guard !html.indices.contains(where: { html[$0...].starts(with: space) }) else { return }
    try require(words(HTMLText.plain(html.span).bytes) == words(html), "text without markup is the text")
  }
}
