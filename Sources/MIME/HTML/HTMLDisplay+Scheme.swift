import Bytes

extension HTMLDisplay {
  /// What a feature that is written with blanks takes at the most, in bytes.
  private static let longestFeature = 128

  /// Takes the `(` at `start`, and replaces `(prefers-color-scheme: …)` by what is always true or never.
  mutating func mediaFeature(
    at start: Int,
    in html: Span<UInt8>,
    _ isLast: Bool,
    into output: inout [UInt8]
  ) -> Int? {
    guard isLast || html.count - start > Self.longestFeature else { return nil }
    let text = html.extracting(start..<min(html.count, start + Self.longestFeature))
    guard let (wanted, end) = Self.wantedScheme(in: text) else {
      output.append(html[start])
      return start + 1
    }
    output += (wanted == scheme ? "(min-width:0)" : "(width:-1px)").utf8
    return start + end
  }

  /// The scheme that a feature at the start of `text` asks for, and where it ends.
  private static func wantedScheme(in text: Span<UInt8>) -> (Scheme, end: Int)? {
    var position = 1
    guard Scan.matches(text.extracting(word(in: text, &position)), lowercased: "prefers-color-scheme"),
      position < text.count, text[position] == UInt8(ascii: ":")
    else { return nil }
    position += 1
    let value = word(in: text, &position)
    guard position < text.count, text[position] == UInt8(ascii: ")") else { return nil }
    if Scan.matches(text.extracting(value), lowercased: "dark") { return (.dark, position + 1) }
    return Scan.matches(text.extracting(value), lowercased: "light") ? (.light, position + 1) : nil
  }

  /// The word at `position`, which moves behind it and the blanks around it.
  private static func word(in text: Span<UInt8>, _ position: inout Int) -> Range<Int> {
    while position < text.count, text[position] <= ASCII.space { position += 1 }
    let start = position
    while position < text.count, text[position].isLetterOrHyphen { position += 1 }
    let end = position
    while position < text.count, text[position] <= ASCII.space { position += 1 }
    return start..<end
  }
}

extension UInt8 {
  fileprivate var isLetterOrHyphen: Bool {
    self == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(asciiLowercased)
  }
}
