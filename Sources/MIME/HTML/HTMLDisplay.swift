public import Bytes

/// Rewrites the HTML of a mail, which comes in pieces, for a frame that shows it.
///
/// - Addresses of the message's own parts become those where the parts are.
/// - `meta`, `base` and `link` become `basefont`, which means nothing to browsers and stands where they may: wherever
///   those letters are, so that no disagreement with a browser about where markup begins lets one through. Of `meta`, that
///   the mail knows dark colours stays.
/// - Links open outside of the frame, and their tooltip says where they lead.
/// - Where somebody wants to see its light or its dark colours, style sheets that ask for one of them are told so.
///
/// This makes a mail look right; that nothing in it runs or loads is seen to by the policy that it is sent with. What is
/// kept from one piece to the next is a token, of `longestToken` bytes at the most.
public struct HTMLDisplay {
  /// The colours that a mail is to be shown in.
  public enum Scheme: String, Sendable {
    /// Dark on light.
    case light
    /// Light on dark.
    case dark
  }

  /// Where a byte stands.
  enum Place: Equatable {
    case text
    case comment
    /// In a tag, outside of quoted values.
    case tag
    /// In a value that this byte ends.
    case quoted(UInt8)
  }

  /// A tag that is longer is left as it is, in bytes.
  static let longestToken = 16 * 1024
  /// As is a longer address.
  static let longestAddress = 1024

  /// What stands for which address: `cid:…` or a `Content-Location`.
  let addresses: [ByteString: ByteString]
  /// Whether `link` stays, for mail that may load style sheets.
  let keepsLinks: Bool
  /// What style sheets are told; nil leaves that to the browser.
  let scheme: Scheme?
  var place = Place.text
  /// Where in the HTML the bytes begin that are looked at.
  private(set) var offset = 0
  /// Where in the HTML the value without quotation marks ends that was seen last: an `=` in front of there is a part of it.
  var valueEnd = 0
  private var rest: [UInt8] = []
  /// The last bytes in front of those that are looked at.
  private var tail: [UInt8] = []

  /// A rewriter at the start of the HTML.
  public init(addresses: [ByteString: ByteString], keepsLinks: Bool, scheme: Scheme? = nil) {
    (self.addresses, self.keepsLinks, self.scheme) = (addresses, keepsLinks, scheme)
  }

  /// Reads the next piece, which is UTF-8, and adds what comes of it to `output`.
  public mutating func rewrite(_ piece: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
    guard !rest.isEmpty else {
      let end = process(piece, isLast: isLast, into: &output)
      rest = Array(copying: piece.extracting(end...))
      return
    }
    rest.append(copying: piece)
    let joined = rest
    let end = process(joined.span, isLast: isLast, into: &output)
    rest = Array(joined[end...])
  }

  /// Goes on as far as it is sure, and returns to where.
  private mutating func process(_ html: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) -> Int {
    var position = 0
    while position < html.count {
      var mark = position
      while mark < html.count, !Self.isMark(html[mark]) { mark += 1 }
      output.append(copying: html.extracting(position..<mark))
      position = mark
      guard position < html.count, let next = step(at: position, in: html, isLast, into: &output) else {
        break
      }
      position = next
    }
    offset += position
    tail = Array((tail + Array(copying: html.extracting(max(0, position - 3)..<position))).suffix(3))
    return position
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// Takes what begins at `start`; nil if it may go on in the next piece.
  private mutating func step(
    at start: Int,
    in html: Span<UInt8>,
    _ isLast: Bool,
    into output: inout [UInt8]
  ) -> Int? {
    let byte = html[start]
    switch byte {
    case UInt8(ascii: "<"): return openTag(at: start, in: html, isLast, into: &output)
    case UInt8(ascii: "=") where place == .tag && offset + start >= valueEnd:
      return value(after: start, in: html, isLast, into: &output)
    case UInt8(ascii: "(") where !addresses.isEmpty && isBehind("url", start, in: html):
      return styleAddress(after: start, in: html, isLast, into: &output)
    case UInt8(ascii: "(") where scheme != nil:
      return mediaFeature(at: start, in: html, isLast, into: &output)
    case UInt8(ascii: ">") where place == .tag: place = .text
    case UInt8(ascii: ">") where place == .comment:
      if isBehind("--", start, in: html) || isBehind("--!", start, in: html) { place = .text }
    case _ where place == .quoted(byte): place = .tag
    default: break
    }
    output.append(byte)
    return start + 1
  }

  /// Whether these letters, of which there are three at the most, stand in front of `end`.
  private func isBehind(_ word: StaticString, _ end: Int, in html: Span<UInt8>) -> Bool {
    let start = max(0, end - 3)
    let before = tail + Array(copying: html.extracting(start..<end))
    return Scan.matches(before.span.extracting(last: word.utf8CodeUnitCount), lowercased: word)
  }
}
