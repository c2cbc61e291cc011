import Bytes
import MIME

/// Takes the input for the HTML of a mail that is shown.
enum DisplayCheck {
  private static let addresses: [ByteString: ByteString] = ["cid:a": "/part/1", "http://h/b": "/part/2"]

  static func run(_ input: [UInt8]) throws(Finding) {
    let html = UTF8Reference.lossy(input)
    for keepsLinks in [false, true] {
      let shown = rewritten(html, pieces: html.count + 1, keepsLinks)
      try require(Scan.lengthOfUTF8(in: shown.span) == shown.count, "what is shown is UTF-8")
      try require(shown.count <= 16 * html.count + 64, "what is shown is not much longer than the HTML")
      try checkTags(shown, keepsLinks)
      for size in [1, 5, 64] {
        try require(rewritten(html, pieces: size, keepsLinks) == shown, "pieces make no difference")
      }
    }
  }

  private static func rewritten(_ html: [UInt8], pieces size: Int, _ keepsLinks: Bool) -> [UInt8] {
    var display = HTMLDisplay(addresses: addresses, keepsLinks: keepsLinks)
    var output: [UInt8] = []
    for start in stride(from: 0, to: html.count, by: size) {
      let end = min(start + size, html.count)
      display.rewrite(html.span.extracting(start..<end), isLast: end == html.count, into: &output)
    }
    return output
  }

  /// Looks for tags that could lead the frame elsewhere or load something, wherever a browser may see one.
  private static func checkTags(_ shown: [UInt8], _ keepsLinks: Bool) throws(Finding) {
    let ours = Array("<meta name=\"color-scheme\" content=\"light dark\">".utf8)
    let lowercased = shown.map(\.asciiLowercased)
    for start in shown.indices where shown[start] == UInt8(ascii: "<") {
      let name = lowercased[(start + 1)...].prefix(4)
      guard start + 5 < shown.count, [0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x2F, 0x3E].contains(shown[start + 5])
      else {
        continue
      }
      let isLink = name.elementsEqual("link".utf8)
      guard name.elementsEqual("meta".utf8) || name.elementsEqual("base".utf8) || isLink else { continue }
      try require(
        isLink && keepsLinks || shown[start...].starts(with: ours),
        "no tag leads the frame elsewhere"
      )
    }
  }
}
