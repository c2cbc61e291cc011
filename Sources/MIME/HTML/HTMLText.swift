public import Bytes

/// The text of HTML as a browser without style sheets would show it.
///
/// Blocks stand on lines of their own, white space is collapsed outside of `pre`, character references are decoded, images
/// are replaced by their `alt` text. Scripts, styles, comments, titles and elements that are hidden where they stand (`hidden`,
/// `display: none`, `visibility: hidden`) are left out.
public enum HTMLText {
  /// Converts `html`, which is UTF-8 and need not be well-formed, in linear time.
  ///
  /// - Parameters:
  ///   - html: A document or a part of one.
  ///   - showsLinks: Whether the address of a link stands in parentheses behind its text.
  /// - Returns: UTF-8 with lines that end with LF.
  public static func plain(_ html: Span<UInt8>, showsLinks: Bool = true) -> ByteString {
    var text: [UInt8] = []
    append(html, showsLinks: showsLinks, to: &text)
    return ByteString(text)
  }

  /// As `plain`, behind what is in `text`.
  static func append(_ html: Span<UInt8>, showsLinks: Bool, to text: inout [UInt8]) {
    var writer = HTMLWriter(layout: TextLayout(text: text), showsLinks: showsLinks)
    text = []
    var position = 0
    while position < html.count {
      guard html[position] == UInt8(ascii: "<") else {
        let end = Scan.firstIndex(of: UInt8(ascii: "<"), in: html, from: position) ?? html.count
        writer.add(html.extracting(position..<end))
        position = end
        continue
      }
      if let tag = HTMLTag(at: position, in: html) {
        position = tag.range.upperBound
        if let name = writer.add(tag, in: html) { position = endOfRawText(name, from: position, in: html) }
      } else if let end = HTMLComment.end(from: position, in: html) {
        position = end
      } else {
        writer.add(html.extracting(position..<position + 1))
        position += 1
      }
    }
    text = writer.finish()
  }

  /// Where the end tag of an element stands that has no markup in it, such as `script`.
  private static func endOfRawText(_ name: HTMLName, from start: Int, in html: Span<UInt8>) -> Int {
    var position = start
    while let mark = Scan.firstIndex(of: UInt8(ascii: "<"), in: html, from: position) {
      if mark + 1 < html.count, html[mark + 1] == UInt8(ascii: "/"), HTMLName(at: mark + 2, in: html) == name
      {
        return mark
      }
      position = mark + 1
    }
    return html.count
  }
}
