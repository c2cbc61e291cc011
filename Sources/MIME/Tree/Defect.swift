/// Something that is wrong with a message, and where.
public struct Defect: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// A header section ends without an empty line; what follows is the body.
    case missingBlankLine = "missing-blank-line"
    /// A header section begins with a folded line.
    case strayFold = "stray-fold"
    /// A field that may stand once stands again (RFC 5322 section 3.6).
    case duplicateField = "duplicate-field"
    /// A header has bytes that are neither ASCII nor UTF-8.
    case eightBitHeader = "8-bit-header"
    /// A line ends with LF alone; told once.
    case bareLineFeed = "bare-line-feed"
    /// There is a NUL; told once.
    case null = "nul"
    /// A multipart does not name its boundary, and so stays whole.
    case missingBoundary = "missing-boundary"
    /// A multipart does not have its boundary anywhere.
    case absentBoundary = "absent-boundary"
    /// A multipart ends without the line that should end it.
    case missingEndBoundary = "missing-end-boundary"
    /// A multipart has an encoding, which RFC 2045 section 6.4 forbids.
    case encodedMultipart = "encoded-multipart"
    /// A transfer encoding that nobody knows.
    case unknownEncoding = "unknown-encoding"
    /// Base64 with foreign characters.
    case badBase64 = "bad-base64"
    /// Base64 that ends within a group.
    case cutBase64 = "cut-base64"
    /// Quoted-printable with an `=` that stands for nothing.
    case badQuotedPrintable = "bad-quoted-printable"
    /// Parts lie deeper than the limit.
    case tooDeep = "too-deep"
    /// There are more parts than the limit.
    case tooManyParts = "too-many-parts"
  }

  /// What is wrong.
  public let kind: Kind
  /// The place in the message where it shows.
  public let offset: Int

  /// A defect of that kind at a place.
  public init(_ kind: Kind, at offset: Int) {
    (self.kind, self.offset) = (kind, offset)
  }
}
