public import Bytes

/// Turns the bytes of a text into UTF-8, piece by piece.
///
/// A label is believed if the charset is known and the bytes do not speak against it:
/// - No label, an unknown one, or ASCII: what is beyond ASCII is UTF-8 if it can be, else windows-1252.
/// - UTF-8: is windows-1252 if bytes beyond ASCII are there and none of them make a character.
/// - Any other: is what it says, with U+FFFD for what does not exist there; unless all of it is UTF-8 with at least
///   three characters beyond ASCII (six, if the charset needs a table): that is hardly ever chance.
///
/// The first piece with bytes beyond ASCII decides for all; if the charset needs a table, the very first. A byte order mark
/// is dropped.
public struct TextDecoder {
  private enum Source {
    case undecided(CharsetClaim)
    case doubted(any CharsetConverter)
    case utf8
    case windows1252
    case other(any CharsetConverter)
  }

  private var source: Source
  /// The first bytes of a character whose end is in the next piece.
  private var cut: [UInt8] = []
  private var isAtStart = true

  /// A decoder for text with that label.
  ///
  /// - Parameters:
  ///   - label: What the sender called the charset, as it stands in the header; nil if nothing is said.
  ///   - charsets: What knows charsets that need a table.
  public init(label: ByteString?, charsets: some CharsetDecoding) {
    switch CharsetClaim(label) {
    case .none: source = .undecided(.none)
    case .utf8: source = .undecided(.utf8)
    case .windows1252: source = .undecided(.windows1252)
    case .other(let name):
      source = charsets.converter(from: name).map(Source.doubted) ?? .undecided(.none)
    }
  }

  /// Whether ASCII text stays as it is, whatever else may come.
  var keepsASCII: Bool {
    switch source {
    case .undecided, .utf8, .windows1252: true
    case .doubted, .other: false
    }
  }

  /// Decodes all of `bytes` at once.
  public static func decode(
    _ bytes: Span<UInt8>,
    label: ByteString?,
    charsets: some CharsetDecoding
  ) -> ByteString {
    var text: [UInt8] = []
    append(bytes, label: label, charsets: charsets, to: &text)
    return ByteString(text)
  }

  /// As `decode`, behind what is in `text`.
  static func append(
    _ bytes: Span<UInt8>,
    label: ByteString?,
    charsets: some CharsetDecoding,
    to text: inout [UInt8]
  ) {
    var decoder = TextDecoder(label: label, charsets: charsets)
    decoder.decode(bytes, isLast: true, into: &text)
  }

  /// Adds the text of the next piece.
  public mutating func decode(_ piece: Span<UInt8>, isLast: Bool, into text: inout [UInt8]) {
    switch source {
    case .undecided(let claim): decide(claim, by: piece, isLast: isLast)
    case .doubted(let converter):
      source = Self.holdsUTF8(piece, isLast, atLeast: 6) ? .utf8 : .other(converter)
    case .utf8, .windows1252, .other: break
    }
    switch source {
    case .undecided, .doubted: text.append(copying: piece)
    case .utf8: decodeUTF8(piece, isLast: isLast, into: &text)
    case .windows1252: Windows1252.decode(piece, into: &text)
    case .other(var converter):
      converter.convert(piece, isLast: isLast, into: &text)
      source = .other(converter)
    }
  }

  private mutating func decide(_ claim: CharsetClaim, by piece: Span<UInt8>, isLast: Bool) {
    guard Scan.firstNonASCII(in: piece) != nil else { return }
    let isUTF8 =
      switch claim {
      case .none, .other: Self.holdsUTF8(piece, isLast, atLeast: 0)
      case .windows1252: Self.holdsUTF8(piece, isLast, atLeast: 3)
      case .utf8: Self.characters(in: piece, upTo: 1) == 1 || Self.holdsUTF8(piece, isLast, atLeast: 0)
      }
    source = isUTF8 ? .utf8 : .windows1252
  }

  /// Whether all of a piece is UTF-8, and so many characters beyond ASCII are in it.
  private static func holdsUTF8(_ piece: Span<UInt8>, _ isLast: Bool, atLeast count: Int) -> Bool {
    let end = isLast ? piece.count : Scan.startOfCutCharacter(in: piece)
    return Scan.lengthOfUTF8(in: piece.extracting(..<end)) == end
      && characters(in: piece, upTo: count) == count
  }

  /// How many characters beyond ASCII there are, counted no further than to `limit`.
  private static func characters(in bytes: Span<UInt8>, upTo limit: Int) -> Int {
    var (count, position) = (0, 0)
    while count < limit, let special = Scan.firstNonASCII(in: bytes, from: position) {
      let scalar = UTF8Scalar(in: bytes, at: special)
      count += scalar == nil ? 0 : 1
      position = special + (scalar?.length ?? 1)
    }
    return count
  }

  private mutating func decodeUTF8(_ piece: Span<UInt8>, isLast: Bool, into text: inout [UInt8]) {
    guard cut.isEmpty else {
      let joined = cut + Array(copying: piece)
      cut = []
      return decodeUTF8(joined.span, isLast: isLast, into: &text)
    }
    let end = isLast ? piece.count : Scan.startOfCutCharacter(in: piece)
    var whole = piece.extracting(..<end)
    cut = Array(copying: piece.extracting(end...))
    let mark: StaticString = "\u{FEFF}"
    if isAtStart, Scan.hasPrefix(whole, mark) { whole = whole.extracting(3...) }
    isAtStart = isAtStart && whole.isEmpty
    if Scan.lengthOfUTF8(in: whole) == whole.count {
      text.append(copying: whole)
    } else {
      let repaired = unsafe whole.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
      text.append(contentsOf: repaired.utf8)
    }
  }
}
