import Bytes

/// A character written as `&name;`, `&#number;` or `&#xnumber;` (WHATWG HTML, section 13.5).
struct CharacterReference {
  /// What it stands for.
  let text: String
  /// How many bytes it takes, from the ampersand on.
  let length: Int

  /// Reads the reference that begins with the `&` at `start`; nil if there is none.
  init?(at start: Int, in html: Span<UInt8>) {
    guard start + 2 < html.count else { return nil }
    if html[start + 1] == UInt8(ascii: "#") {
      self.init(numberAt: start + 2, from: start, in: html)
    } else {
      self.init(nameAt: start + 1, from: start, in: html)
    }
  }

  private init?(numberAt first: Int, from start: Int, in html: Span<UInt8>) {
    let isHexadecimal = html[first].asciiLowercased == UInt8(ascii: "x")
    var position = isHexadecimal ? first + 1 : first
    let digits = position
    var value: UInt32 = 0
    while position < html.count, let digit = html[position].hexDigitValue, isHexadecimal || digit < 10 {
      value = min(value &* (isHexadecimal ? 16 : 10) &+ UInt32(digit), 0x11_0000)
      position += 1
    }
    guard position > digits else { return nil }
    if position < html.count, html[position] == UInt8(ascii: ";") { position += 1 }
    // Numbers of control characters are meant as windows-1252, which they were before there was Unicode.
    if (0x80...0x9F).contains(value) {
      var text: [UInt8] = []
      Windows1252.decode([UInt8(value)].span, into: &text)
      self.text = String(decoding: text, as: UTF8.self)
    } else {
      text = String(value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    length = position - start
  }

  private init?(nameAt first: Int, from start: Int, in html: Span<UInt8>) {
    var position = first
    let limit = min(html.count, first + HTMLEntities.longest)
    while position < limit, html[position].isASCIIAlphanumeric { position += 1 }
    let name = html.extracting(first..<position)
    let isEnded = position < html.count && html[position] == UInt8(ascii: ";")
    guard let text = HTMLEntities.text(of: name) else { return nil }
    if !isEnded {
      // Only old names may do without a semicolon, and not within what looks like a query.
      let isInQuery = position < html.count && html[position] == UInt8(ascii: "=")
      guard HTMLEntities.isOld(text), !isInQuery else { return nil }
    }
    self.text = text
    length = position - start + (isEnded ? 1 : 0)
  }

  /// Decodes all references in `text`.
  static func decode(_ text: Span<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var position = 0
    while position < text.count {
      if text[position] == UInt8(ascii: "&"), let reference = CharacterReference(at: position, in: text) {
        decoded.append(contentsOf: reference.text.utf8)
        position += reference.length
      } else {
        decoded.append(text[position])
        position += 1
      }
    }
    return decoded
  }
}

extension UInt8 {
  fileprivate var isASCIIAlphanumeric: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(asciiLowercased)
  }
}
