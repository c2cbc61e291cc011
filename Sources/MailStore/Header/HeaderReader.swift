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

  /// Where a field's name is, and the first line of its value.
  private struct Field {
    let name: Range<Int>
    let value: Range<Int>
  }

  private let section: Span<UInt8>
  private let separator: Separator
  private var position = 0
  private var current = Field(name: 0..<0, value: 0..<0)
  private var upcoming: Field?
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
    guard let field = upcoming ?? firstField() else { return false }
    (current, isFolded) = (field, false)
    upcoming = readContinuations()
    return true
  }

  /// Whether the field has exactly the name `wanted`.
  func isNamed(_ wanted: StaticString) -> Bool {
    guard current.name.count == wanted.utf8CodeUnitCount else { return false }
    return wanted.withUTF8Buffer { wanted in
      for offset in 0..<current.name.count {
        guard unsafe section[current.name.lowerBound + offset] == wanted[offset] else { return false }
      }
      return true
    }
  }

  /// Whether `pattern` stands in the field's value.
  func valueHolds(_ pattern: CaseInsensitivePattern) -> Bool {
    isFolded
      ? pattern.occurs(in: unfolded.bytes.span)
      : pattern.occurs(in: section.extracting(current.value))
  }

  /// Passes over the lines in front of the first field; white space makes no continuation there.
  private mutating func firstField() -> Field? {
    while let line = nextLine() {
      if let field = field(in: line) { return field }
    }
    return nil
  }

  /// Unfolds the current field, and returns the one that ends it.
  private mutating func readContinuations() -> Field? {
    while let line = nextLine() {
      if !line.isEmpty, section[line.lowerBound].isASCIIBlank {
        if !isFolded {
          unfolded.removeAll()
          unfolded.append(contentsOf: section.extracting(current.value))
          isFolded = true
        }
        unfolded.append(contentsOf: section.extracting(line))
      } else if let field = field(in: line) {
        return field
      }
    }
    return nil
  }

  private mutating func nextLine() -> Range<Int>? {
    guard position <= section.count else { return nil }
    let line = position..<(Scan.firstLineEnd(in: section, from: position) ?? section.count)
    position = line.upperBound + 2
    return line
  }

  /// Where name and value stand in `line`, or nil if it is no field.
  private mutating func field(in line: Range<Int>) -> Field? {
    let text = section.extracting(0..<line.upperBound)
    var position = line.lowerBound
    while let colon = Scan.firstIndex(of: UInt8(ascii: ":"), in: text, from: position) {
      let behind = colon + 1
      if behind < text.count, text[behind] == ASCII.space {
        return Field(name: line.lowerBound..<colon, value: behind + 1..<text.count)
      }
      switch separator {
      case .colon:
        sawBareColon = true
        return Field(name: line.lowerBound..<colon, value: behind..<text.count)
      case .colonAndSpace:
        position = behind
      }
    }
    return nil
  }
}
