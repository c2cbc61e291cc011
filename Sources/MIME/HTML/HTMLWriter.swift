import Bytes

/// Turns tags and the text between them into laid-out text.
struct HTMLWriter {
  private var layout = TextLayout()
  private let showsLinks: Bool
  /// The hidden element that is open, and how many of its name.
  private var hidden: (name: HTMLName, depth: Int)?
  /// Where the innermost link leads, and where its text begins.
  private var link: (address: [UInt8], start: Int)?

  init(showsLinks: Bool) {
    self.showsLinks = showsLinks
  }

  consuming func finish() -> [UInt8] { layout.text }

  /// Moves to `text` what has been laid out, but for the character by which the next is placed.
  mutating func take(into text: inout [UInt8]) { layout.take(into: &text) }

  /// Adds text with character references.
  mutating func add(_ text: Span<UInt8>) {
    guard hidden == nil else { return }
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "&"), let reference = CharacterReference(at: position, in: text) {
        add(reference)
        position += reference.length
      } else if byte == 0xC2, position + 1 < text.count, text[position + 1] == 0xA0 {
        layout.addCharacter(ASCII.space)
        position += 2
      } else {
        layout.add(byte)
        position += 1
      }
    }
  }

  /// A space that must not be broken at is a space that stays.
  private mutating func add(_ reference: CharacterReference) {
    if reference.text == "\u{A0}" {
      layout.addCharacter(ASCII.space)
    } else {
      for byte in reference.text.utf8 { layout.add(byte) }
    }
  }

  /// Takes a tag, and returns the name of an element whose content is to be passed over.
  mutating func add(_ tag: HTMLTag, in html: Span<UInt8>) -> HTMLName? {
    if goesOnHidden(tag) { return nil }
    if !tag.isEnd {
      if HTMLElements.raw.contains(tag.name) { return tag.name }
      if isHidden(tag, in: html) {
        if !HTMLElements.void.contains(tag.name) { hidden = (tag.name, 1) }
        return nil
      }
    }
    if HTMLElements.blocks.contains(tag.name) {
      layout.breakLine(HTMLElements.paragraphs.contains(tag.name) ? 2 : 1)
    }
    switch tag.name {
    case "br": layout.forceBreak()
    case "td", "th": layout.space()
    case "li": if !tag.isEnd { add("* ") }
    case "pre": layout.preformatted = max(layout.preformatted + (tag.isEnd ? -1 : 1), 0)
    case "img": if let text = tag.attribute("alt", in: html) { add(html.extracting(text)) }
    case "a": tag.isEnd ? endLink() : beginLink(tag, in: html)
    default: break
    }
    return nil
  }

  private mutating func add(_ literal: StaticString) {
    literal.withUTF8Buffer { literal in
      for index in literal.indices { unsafe layout.add(literal[index]) }
    }
  }

  /// Whether what is hidden goes on behind `tag`.
  private mutating func goesOnHidden(_ tag: HTMLTag) -> Bool {
    guard let open = hidden else { return false }
    guard tag.name == open.name else { return true }
    if !tag.isEnd, HTMLElements.endedByNext.contains(tag.name) {
      hidden = nil
      return false
    }
    let depth = open.depth + (tag.isEnd ? -1 : 1)
    hidden = depth > 0 ? (open.name, depth) : nil
    return true
  }

  private func isHidden(_ tag: HTMLTag, in html: Span<UInt8>) -> Bool {
    if HTMLElements.hidden.contains(tag.name) || tag.attribute("hidden", in: html) != nil { return true }
    guard let style = tag.attribute("style", in: html) else { return false }
    let text = html.extracting(style)
    var plain: [UInt8] = []
    for index in text.indices where text[index] > ASCII.space { plain.append(text[index].asciiLowercased) }
    return Self.holds("display:none", plain) || Self.holds("visibility:hidden", plain)
  }

  private static func holds(_ words: StaticString, _ text: [UInt8]) -> Bool {
    words.withUTF8Buffer { unsafe Scan.firstRange(of: Span(_unsafeElements: $0), in: text.span) != nil }
  }

  private mutating func beginLink(_ tag: HTMLTag, in html: Span<UInt8>) {
    endLink()
    guard showsLinks, let address = tag.attribute("href", in: html) else { return }
    link = (CharacterReference.decode(html.extracting(address)), layout.text.count)
  }

  /// Adds where a link leads, unless that is its text or leads nowhere outside of the page.
  private mutating func endLink() {
    guard let link else { return }
    self.link = nil
    let isOutside = ["http:", "https:", "mailto:", "tel:"].contains { link.address.starts(with: $0.utf8) }
    let text = layout.text[min(link.start, layout.text.count)...].drop { $0 <= ASCII.space }
    guard isOutside, !text.elementsEqual(link.address), !text.isEmpty else { return }
    if link.address.count == text.count + 7, link.address.starts(with: "mailto:".utf8),
      link.address.ends(with: text)
    {
      return
    }
    layout.space()
    layout.addCharacter(UInt8(ascii: "("))
    for byte in link.address where byte > ASCII.space { layout.addCharacter(byte) }
    layout.addCharacter(UInt8(ascii: ")"))
  }
}

extension Array where Element == UInt8 {
  fileprivate func ends(with suffix: ArraySlice<UInt8>) -> Bool {
    self.suffix(suffix.count).elementsEqual(suffix)
  }
}
