/// Text to be found in bytes, whatever the case of its letters.
///
/// A pattern of ASCII finds `A`–`Z` as `a`–`z` and nothing else. A pattern with other characters compares the simple
/// lower case of every character. Bytes that are not UTF-8 stand for themselves. The time is linear in the bytes
/// searched, whatever the pattern.
public struct CaseInsensitivePattern: Hashable, Sendable {
  /// The text in lower case, as UTF-8.
  let folded: [UInt8]
  private let folding: CaseFolding

  /// A pattern that finds `text`; an empty one is found everywhere.
  public init(_ text: ByteString) {
    var folded: [UInt8] = []
    // The longest growth is from two bytes to three.
    _ = CaseFolding.unicode.fold(text.bytes.span, from: 0, limit: 2 * text.count, into: &folded)
    self.folded = folded
    folding = Scan.firstNonASCII(in: folded.span) == nil ? .ascii : .unicode
  }

  /// More bytes than anything has that the pattern finds: one of three bytes may be found by one of a single byte.
  public var longestMatch: Int { 3 * folded.count }

  /// Whether it can only be found in ASCII, so that bytes beyond ASCII may be anything.
  public var isASCII: Bool { folding == .ascii }

  /// Whether the text stands anywhere in `bytes`.
  public func occurs(in bytes: Span<UInt8>) -> Bool {
    guard !folded.isEmpty else { return true }
    switch folding {
    case .ascii:
      switch ASCIISearch(folded).run(over: bytes) {
      case .found: return true
      case .absent: return false
      case .undecided(let position): return occursAfterFolding(bytes, from: position)
      }
    case .unicode:
      return occursAfterFolding(bytes, from: 0)
    }
  }

  /// Folds `bytes` in pieces and looks for the pattern in each with a linear search.
  private func occursAfterFolding(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    let limit = max(16 * 1024, 4 * folded.count)
    let overlap = folded.count - 1
    var window: [UInt8] = []
    var position = start
    if folding == .unicode {
      // A match holds a character beyond ASCII, and no more than its own length in front of it.
      guard let special = Scan.firstNonASCII(in: bytes, from: start) else { return false }
      position = max(start, special - overlap)
    }
    while position < bytes.count {
      position = folding.fold(bytes, from: position, limit: limit, into: &window)
      if Scan.firstRange(of: folded.span, in: window.span) != nil { return true }
      if window.count > overlap { window.removeFirst(window.count - overlap) }
    }
    return false
  }
}
