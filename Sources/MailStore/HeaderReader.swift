import Bytes

/// Reads the fields of a header section one after the other, unfolded as MailHog does: without line breaks, with the
/// white space behind them.
///
/// A line that is neither a field nor a continuation is passed over, and does not end the field before it.
struct HeaderReader: ~Escapable {
  /// What ends a field's name.
  enum Separator {
    /// A colon, and a space that does not count if there is one (RFC 5322 section 2.2).
    case colon
    /// A colon and a space: a line with a colon alone is no field to MailHog.
    case colonAndSpace
  }

  private let section: Span<UInt8>
  private let separator: Separator
  private var position = 0
  private var name = 0..<0
  private var value = 0..<0
  private var unfolded = ByteBuffer()
  private var isFolded = false
  /// Whether a field so far had no space behind its colon, so that the other separator reads the section differently.
  private(set) var sawBareColon = false

  /// Begins at the start of `section`.
  @_lifetime(copy section)
  init(_ section: Span<UInt8>, separator: Separator) {
    self.section = section
    self.separator = separator
  }

  /// Steps to the next field and says whether there is one.
  mutating func next() -> Bool {
    while let line = peek() {
      position = line.upperBound + 2
      guard let (name, value) = field(in: line) else { continue }
      (self.name, self.value, isFolded) = (name, value, false)
      readContinuations()
      return true
    }
    return false
  }

  /// Whether the field has exactly the name `wanted`.
  func isNamed(_ wanted: StaticString) -> Bool {
    guard name.count == wanted.utf8CodeUnitCount else { return false }
    return wanted.withUTF8Buffer { wanted in
      for offset in 0..<name.count {
        guard unsafe section[name.lowerBound + offset] == wanted[offset] else { return false }
      }
      return true
    }
  }

  /// Whether `pattern` stands in the field's value.
  func valueHolds(_ pattern: CaseInsensitivePattern) -> Bool {
    isFolded
      ? pattern.occurs(in: unfolded.bytes.span)
      : pattern.occurs(in: section.extracting(value))
  }

  private mutating func readContinuations() {
    while let line = peek() {
      if !line.isEmpty, section[line.lowerBound].isBlank {
        if !isFolded {
          unfolded.removeAll()
          unfolded.append(contentsOf: section.extracting(value))
          isFolded = true
        }
        unfolded.append(contentsOf: section.extracting(line))
      } else if field(in: line) != nil {
        return
      }
      position = line.upperBound + 2
    }
  }

  /// The line at the current position.
  private func peek() -> Range<Int>? {
    guard position <= section.count else { return nil }
    return position..<(Scan.firstLineEnd(in: section, from: position) ?? section.count)
  }

  /// Where name and value stand in `line`, or nil if it is no field.
  private mutating func field(in line: Range<Int>) -> (name: Range<Int>, value: Range<Int>)? {
    let text = section.extracting(0..<line.upperBound)
    var position = line.lowerBound
    while let colon = Scan.firstIndex(of: UInt8(ascii: ":"), in: text, from: position) {
      let behind = colon + 1
      if behind < text.count, text[behind] == ASCII.space {
        return (line.lowerBound..<colon, behind + 1..<text.count)
      }
      switch separator {
      case .colon:
        sawBareColon = true
        return (line.lowerBound..<colon, behind..<text.count)
      case .colonAndSpace:
        position = behind
      }
    }
    return nil
  }
}
