/// Text to be found in bytes, whatever the case of its letters (Unicode's simple case folding).
///
/// Bytes that are not UTF-8 stand for themselves. The time is linear in the bytes searched, whatever the pattern. Most
/// bytes are looked at once, and fast: by what of the pattern can only be found in ASCII.
public struct CaseInsensitivePattern: Hashable, Sendable {
  /// The text with one spelling of each letter, as UTF-8.
  private let folded: [UInt8]
  /// The longest run of `folded` that only ASCII can match; empty if there is none worth looking for.
  private let anchor: [UInt8]

  /// A pattern that finds `text`; an empty one is found everywhere.
  public init(_ text: ByteString) {
    var folded: [UInt8] = []
    // The longest growth is from two bytes to three.
    _ = CaseFolding.fold(text.bytes.span, from: 0, limit: 2 * text.count, into: &folded)
    let longest = folded.split { !Self.isOnlyASCII($0) }.max { $0.count < $1.count } ?? []
    self.folded = folded
    anchor = longest.count == folded.count || longest.count >= Self.shortestAnchor ? Array(longest) : []
  }

  /// Less than this is found in every text.
  private static let shortestAnchor = 3

  /// Whether a byte of a folded text is a character that has no spelling beyond ASCII.
  private static func isOnlyASCII(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "i"), UInt8(ascii: "k"), UInt8(ascii: "s"): false
    default: byte < 0x80
    }
  }

  /// At least as many bytes as anything has that the pattern finds: one of three bytes may be found by one of a single byte.
  public var longestMatch: Int { 3 * folded.count }

  /// Whether it can only be found in ASCII, so that bytes beyond ASCII may be anything.
  public var isASCII: Bool { anchor.count == folded.count }

  /// Whether no letter of it has to be beyond ASCII.
  private var mayBeASCII: Bool { Scan.firstNonASCII(in: folded.span) == nil }

  /// Whether `mayOccur` has something to tell before a charset is asked.
  public var isAnchored: Bool { !anchor.isEmpty || mayBeASCII }

  /// Whether the text may stand in what has this ASCII, and beyond it UTF-8 or something else; false is certain.
  public func mayOccur(inASCIIOf bytes: Span<UInt8>) -> Bool {
    guard isAnchored, !folded.isEmpty else { return true }
    switch ASCIISearch(anchor.isEmpty ? folded : anchor).run(over: bytes) {
    case .found: return true
    case .absent: return anchor.isEmpty && holdsSpellingOfASCII(bytes)
    case .undecided(let position): return anchor.isEmpty || occurs(anchor, folding: bytes, from: position)
    }
  }

  private func holdsSpellingOfASCII(_ bytes: Span<UInt8>) -> Bool {
    guard let special = Scan.firstNonASCII(in: bytes) else { return false }
    return CaseFolding.firstSpellingOfASCII(in: bytes, from: special) != nil
  }

  /// Whether the text stands anywhere in `bytes`.
  public func occurs(in bytes: Span<UInt8>) -> Bool {
    guard !folded.isEmpty else { return true }
    guard mayOccur(inASCIIOf: bytes) else { return false }
    return isASCII || occursBeyondAnchor(in: bytes)
  }

  /// As `occurs`, for a pattern that has letters beyond ASCII, or such as may have spellings there.
  private func occursBeyondAnchor(in bytes: Span<UInt8>) -> Bool {
    var start = bytes.count
    var special = Scan.firstNonASCII(in: bytes)
    if mayBeASCII {
      switch ASCIISearch(folded).run(over: bytes) {
      case .found: return true
      case .absent: break
      case .undecided(let position): start = position
      }
      special = special.flatMap { CaseFolding.firstSpellingOfASCII(in: bytes, from: $0) }
    }
    // A match that is not all ASCII has no more than its own length in front of the first character that is not.
    if let special { start = min(start, max(0, special - folded.count + 1)) }
    return occurs(folded, folding: bytes, from: start)
  }

  /// Folds `bytes` in pieces and looks for `text` in each with a linear search.
  private func occurs(_ text: [UInt8], folding bytes: Span<UInt8>, from start: Int) -> Bool {
    let limit = max(16 * 1024, 4 * text.count)
    let overlap = text.count - 1
    var window: [UInt8] = []
    var position = start
    while position < bytes.count {
      position = CaseFolding.fold(bytes, from: position, limit: limit, into: &window)
      if Scan.firstRange(of: text.span, in: window.span) != nil { return true }
      if window.count > overlap { window.removeFirst(window.count - overlap) }
    }
    return false
  }
}
