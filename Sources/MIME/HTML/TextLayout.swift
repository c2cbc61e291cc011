import Bytes

/// Text that is being laid out: collapses white space and puts line breaks between blocks.
struct TextLayout {
  private(set) var text: [UInt8]
  private let start: Int
  private var breaks = 0
  private var hasSpace = false
  /// How many `pre` elements are open.
  var preformatted = 0

  init(text: [UInt8]) {
    self.text = text
    start = text.count
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
      if text.count > start, text.last != ASCII.lineFeed { text.append(ASCII.space) }
      hasSpace = false
    }
    text.append(byte)
  }

  private mutating func flush() {
    if text.count > start {
      let present = text.last == ASCII.lineFeed ? 1 : 0
      for _ in 0..<max(breaks - present, 0) { text.append(ASCII.lineFeed) }
    }
    breaks = 0
  }
}
