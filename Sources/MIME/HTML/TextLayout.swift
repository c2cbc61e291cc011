import Bytes

/// Text that is being laid out: collapses white space and puts line breaks between blocks.
struct TextLayout {
  private(set) var text: [UInt8] = []
  private var breaks = 0
  private var hasSpace = false
  /// How many `pre` elements are open.
  var preformatted = 0

  /// Moves to `other` all but the last character, by which the next is placed.
  mutating func take(into other: inout [UInt8]) {
    guard var last = text.indices.last else { return }
    while last > 0, text[last] & 0xC0 == 0x80 { last -= 1 }
    other += text[..<last]
    text.removeFirst(last)
  }

  /// Begins a new line, and with `count` 2 leaves one empty, before what comes next.
  mutating func breakLine(_ count: Int) {
    breaks = max(breaks, count)
    hasSpace = false
  }

  /// Ends the line, so that several in a row count.
  mutating func forceBreak() {
    breaks += 1
    hasSpace = false
  }

  /// Puts a space before what comes next, if that is on the same line.
  mutating func space() { hasSpace = true }

  /// Adds a byte of text.
  @inline(__always)
  mutating func add(_ byte: UInt8) {
    if preformatted > 0 {
      if breaks > 0 { flush() }
      if byte != ASCII.carriageReturn { text.append(byte) }
    } else if byte <= ASCII.space {
      hasSpace = true
    } else {
      addCharacter(byte)
    }
  }

  /// Adds a byte that is no white space.
  @inline(__always)
  mutating func addCharacter(_ byte: UInt8) {
    if breaks > 0 { flush() }
    if hasSpace {
      if !text.isEmpty, text.last != ASCII.lineFeed { text.append(ASCII.space) }
      hasSpace = false
    }
    text.append(byte)
  }

  private mutating func flush() {
    if !text.isEmpty {
      let present = text.last == ASCII.lineFeed ? 1 : 0
      for _ in 0..<max(breaks - present, 0) { text.append(ASCII.lineFeed) }
    }
    breaks = 0
  }
}
