import Bytes

extension HTMLDisplay {
  /// More than `<` and the longest name that is looked for have, in bytes.
  private static let longestName = 16

  /// Takes the `<` at `start`, with what is put in front of or in place of what follows it.
  mutating func openTag(
    at start: Int,
    in html: Span<UInt8>,
    _ isLast: Bool,
    into output: inout [UInt8]
  ) -> Int? {
    // The longest name of ours and what ends it.
    guard isLast || html.count - start > 6 else { return nil }
    if place == .text, Scan.hasPrefix(html.extracting(start...), "<!--") {
      place = .comment
      output += "<!--".utf8
      return start + 4
    }
    guard let name = Self.name(behind: start, in: html) else { return pass(start, in: html, into: &output) }
    switch name {
    case "meta", "base":
      return neutralize(name, at: start, in: html, isLast, into: &output)
    case "link" where !keepsLinks:
      return neutralize(name, at: start, in: html, isLast, into: &output)
    case "a" where place == .text, "area" where place == .text:
      let tag = wholeTag(at: start, in: html)
      guard tag != nil || isLast || html.count - start > Self.longestToken else { return nil }
      output.append(copying: html.extracting(start..<start + 1 + name.length))
      if let tag { addAttributes(of: tag, in: html, to: &output) }
      place = .tag
      return start + 1 + name.length
    default: return pass(start, in: html, into: &output)
    }
  }

  /// The name behind the `<` at `start`, or as much of a long one as shows that it is none of ours: `<a<a<a` is a single name,
  /// and must not be read to its end from each of its places.
  private static func name(behind start: Int, in html: Span<UInt8>) -> HTMLName? {
    HTMLName(at: start + 1, in: html.extracting(..<min(html.count, start + longestName)))
  }

  private mutating func pass(_ start: Int, in html: Span<UInt8>, into output: inout [UInt8]) -> Int {
    if place == .text, start + 1 < html.count {
      let next = html[start + 1]
      if next == UInt8(ascii: "/") || Self.name(behind: start, in: html) != nil { place = .tag }
    }
    output.append(html[start])
    return start + 1
  }

  /// The tag at `start`, unless it has no end here or is too long.
  private func wholeTag(at start: Int, in html: Span<UInt8>) -> HTMLTag? {
    let end = min(html.count, start + Self.longestToken)
    let tag = HTMLTag(at: start, in: html.extracting(..<end))
    return tag?.isClosed == true ? tag : nil
  }

  private mutating func neutralize(
    _ name: HTMLName,
    at start: Int,
    in html: Span<UInt8>,
    _ isLast: Bool,
    into output: inout [UInt8]
  ) -> Int? {
    if name == "meta", place == .text {
      let tag = wholeTag(at: start, in: html)
      guard tag != nil || isLast || html.count - start > Self.longestToken else { return nil }
      if let tag, Self.tellsOfDarkColours(tag, in: html) {
        output += "<meta name=\"color-scheme\" content=\"\(scheme?.rawValue ?? "light dark")\">".utf8
        return tag.range.upperBound
      }
    }
    output += "<basefont".utf8
    if place == .text { place = .tag }
    return start + 1 + name.length
  }

  /// Whether a `meta` says that the mail knows light and dark colours.
  private static func tellsOfDarkColours(_ tag: HTMLTag, in html: Span<UInt8>) -> Bool {
    guard let name = tag.attribute("name", in: html), let content = tag.attribute("content", in: html) else {
      return false
    }
    let isScheme =
      Scan.matches(html.extracting(name), lowercased: "color-scheme")
      || Scan.matches(html.extracting(name), lowercased: "supported-color-schemes")
    let words = Array(copying: html.extracting(content)).split(separator: ASCII.space)
    return isScheme && words.contains { Scan.matches($0.span, lowercased: "dark") }
  }

  /// Adds where a link opens and what its tooltip says; what comes first of a name counts.
  private func addAttributes(of tag: HTMLTag, in html: Span<UInt8>, to output: inout [UInt8]) {
    guard let range = tag.attribute("href", in: html) ?? tag.attribute("xlink:href", in: html) else { return }
    let address = CharacterReference.decode(html.extracting(range)).drop { $0 <= ASCII.space }
    if address.first == UInt8(ascii: "#") {
      output += " target=\"_self\"".utf8
      return
    }
    output += " target=\"_blank\" title=\"".utf8
    let start = Array(address.prefix(Self.longestAddress))
    for byte in start[..<Scan.startOfCutCharacter(in: start.span)] where !byte.isASCIIControl {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
