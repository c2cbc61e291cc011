import Bytes

extension HTMLDisplay {
  /// Takes the `=` at `start` and the value behind it, if that is the address of a part.
  mutating func value(
    after start: Int,
    in html: Span<UInt8>,
    _ isLast: Bool,
    into output: inout [UInt8]
  ) -> Int? {
    var first = start + 1
    while first < html.count, html[first] <= ASCII.space { first += 1 }
    let isSure = isLast || html.count - first > Self.longestAddress
    guard first < html.count else {
      return isLast || first - start > Self.longestAddress ? copy(start, first, html, &output) : nil
    }
    let quote = html[first]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { first += 1 }
    let limit = min(html.count, first + Self.longestAddress)
    var end = first
    while end < limit,
      isQuoted ? html[end] != quote : html[end] > ASCII.space && html[end] != UInt8(ascii: ">")
    {
      end += 1
    }
    guard end < limit || isSure else { return nil }
    if !isQuoted { valueEnd = offset + end }
    guard !addresses.isEmpty, end < limit || !isQuoted,
      let address = addresses[Self.decoded(html.extracting(first..<end))]
    else {
      return leave(quote, isQuoted, start, first, html, &output)
    }
    output += "=\"".utf8
    output += address.bytes
    output.append(UInt8(ascii: "\""))
    return isQuoted ? end + 1 : end
  }

  /// Leaves a value as it is.
  private mutating func leave(
    _ quote: UInt8,
    _ isQuoted: Bool,
    _ start: Int,
    _ first: Int,
    _ html: Span<UInt8>,
    _ output: inout [UInt8]
  ) -> Int {
    if isQuoted { place = .quoted(quote) }
    return copy(start, first, html, &output)
  }

  private func copy(_ start: Int, _ end: Int, _ html: Span<UInt8>, _ output: inout [UInt8]) -> Int {
    output.append(copying: html.extracting(start..<end))
    return end
  }

  /// Takes the `(` of a style's `url(…)` at `start`, and what is in it if that is the address of a part.
  mutating func styleAddress(
    after start: Int,
    in html: Span<UInt8>,
    _ isLast: Bool,
    into output: inout [UInt8]
  ) -> Int? {
    let limit = min(html.count, start + Self.longestAddress)
    var end = start + 1
    while end < limit, !Self.endsStyleAddress(html[end]), place != .quoted(html[end]) { end += 1 }
    guard end < limit || isLast || limit == start + Self.longestAddress else { return nil }
    guard end < limit, html[end] == UInt8(ascii: ")") else {
      output.append(html[start])
      return start + 1
    }
    var name = Self.decoded(html.extracting(start + 1..<end)).bytes
    if let quote = name.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      name = Self.resolved(Array(name.dropFirst().prefix { $0 != quote }))
    }
    output.append(html[start])
    guard let address = addresses[ByteString(name)] else { return start + 1 }
    output += address.bytes
    output.append(UInt8(ascii: ")"))
    return end + 1
  }

  /// Another `(` ends it as well: CSS has none there, and without that many beginnings would each be followed to one end.
  private static func endsStyleAddress(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: "(")
  }

  /// The address that a value stands for: its character references decoded, and the escapes of `cid:` (RFC 2392).
  private static func decoded(_ value: Span<UInt8>) -> ByteString {
    let text = CharacterReference.decode(value).drop { $0 <= ASCII.space }
    let end = text.lastIndex { $0 > ASCII.space }.map { $0 + 1 } ?? text.startIndex
    return ByteString(resolved(Array(text[..<end])))
  }

  private static func resolved(_ address: [UInt8]) -> [UInt8] {
    guard Scan.matches(address.span.extracting(first: 4), lowercased: "cid:") else { return address }
    var name = Array("cid:".utf8)
    var position = 4
    while position < address.count {
      if address[position] == UInt8(ascii: "%"), position + 2 < address.count,
        let high = address[position + 1].hexDigitValue, let low = address[position + 2].hexDigitValue
      {
        name.append(high << 4 | low)
        position += 3
      } else {
        name.append(address[position])
        position += 1
      }
    }
    return name
  }
}
