internal import Bytes
internal import MailStore

/// A body that MailHog takes apart at every place where its delimiter stands.
///
/// Not MIME as RFC 2046 has it: the delimiter need not begin a line, what stands before the first and behind the last
/// one is a part too, and so is the `--` that closes the last.
public struct Multipart: Equatable, Sendable {
  /// How many multiparts may lie within each other; one that lies deeper stays text.
  ///
  /// MailHog has no limit, but it repeats every body at each level.
  public static let nestingLimit = 20

  /// At how many delimiters a body is taken apart; what stands behind the last of them is one part.
  ///
  /// MailHog has no limit. A mail of nothing but delimiters would keep everyone else waiting while they are counted.
  public static let delimiterLimit = 10_000

  private let body: Range<Int>
  /// Two hyphens and the boundary; nil if the header names none, and then there are no parts.
  private let delimiter: [UInt8]?

  /// The multipart that a field spelled `Content-Type` announces; nil if there is none or it says something else.
  init?(body: Range<Int>, fields: [SentField], in bytes: Span<UInt8>) {
    let field = fields.first { $0.isNamed("Content-Type", in: bytes) }
    guard let value = field?.value, Scan.hasPrefix(bytes.extracting(value.range), "multipart/") else {
      return nil
    }
    self.body = body
    delimiter = Self.boundary(of: value, in: bytes).map { Array("--".utf8) + $0.bytes }
  }

  /// The boundary that a `Content-Type` names.
  ///
  /// A value of more than 64 KB names none, so that a message cannot make us copy megabytes for each of its parts.
  private static func boundary(of value: FoldedValue, in bytes: Span<UInt8>) -> ByteString? {
    guard value.range.count <= 65_536 else { return nil }
    let parameters = MediaTypeParameters(of: value.unfolded(in: bytes))
    guard let boundary = parameters?.value(of: "boundary"), !boundary.isEmpty else { return nil }
    return boundary
  }

  /// A cursor in front of the first part.
  public var parts: Parts { Parts(body: body, delimiter: delimiter) }

  /// The part at `index`, counted from 0, or nil if there are not so many.
  public func part(at index: Int, in bytes: Span<UInt8>) -> Content? {
    guard index >= 0 else { return nil }
    var parts = parts
    for _ in 0..<index where parts.nextText(in: bytes) == nil { return nil }
    return parts.next(in: bytes)
  }

  /// The parts of a body, found one at a time.
  ///
  /// Not a `Sequence`, because it takes the bytes of the message with every step and so never keeps them.
  public struct Parts: Equatable, Sendable {
    private let delimiter: [UInt8]
    private let end: Int
    /// Where the next piece begins; nil when the last has been found.
    private var position: Int?
    private var delimiters = 0

    init(body: Range<Int>, delimiter: [UInt8]?) {
      self.delimiter = delimiter ?? []
      end = body.upperBound
      position = delimiter.map { _ in body.lowerBound }
    }

    /// The next part, or nil behind the last.
    public mutating func next(in bytes: Span<UInt8>) -> Content? {
      nextText(in: bytes).map { Content(of: $0, in: bytes) }
    }

    /// Where the next part stands, without the line breaks around it.
    mutating func nextText(in bytes: Span<UInt8>) -> Range<Int>? {
      while let start = position {
        let body = bytes.extracting(0..<end)
        let found =
          delimiters < Multipart.delimiterLimit
          ? Scan.firstRange(of: delimiter.span, in: body, from: start) : nil
        delimiters += 1
        position = found?.upperBound
        let piece = start..<(found?.lowerBound ?? end)
        if !piece.isEmpty { return Self.trimmed(piece, in: bytes) }
      }
      return nil
    }

    private static func trimmed(_ piece: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
      func isLineBreak(_ byte: UInt8) -> Bool { byte == ASCII.carriageReturn || byte == ASCII.lineFeed }
      var (start, end) = (piece.lowerBound, piece.upperBound)
      while start < end && isLineBreak(bytes[start]) { start += 1 }
      while start < end && isLineBreak(bytes[end - 1]) { end -= 1 }
      return start..<end
    }
  }
}
