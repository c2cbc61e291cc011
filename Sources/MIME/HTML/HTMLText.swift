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
    var reader = HTMLReader(showsLinks: showsLinks)
    reader.read(html, isLast: true)
    return ByteString(reader.finish())
  }
}
