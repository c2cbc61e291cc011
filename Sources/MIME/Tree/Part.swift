/// A part of a message: its places in the bytes of the message, and what is needed to go on from there.
///
/// The message itself is one. Nothing is copied; what a header says is read when it is asked for (`MIMETree`).
public struct Part: Equatable, Sendable {
  /// What a part holds.
  public enum Kind: Sendable, Equatable {
    /// Content.
    case leaf
    /// Parts between boundaries.
    case multipart(Multipart)
    /// One message.
    case message
  }

  /// How the parts of a multipart belong together (RFC 2046 section 5.1, RFC 2387).
  public enum Multipart: Sendable, Equatable {
    /// One after the other: `mixed`, and every name that is not known.
    case mixed
    /// The same in several forms, the best last.
    case alternative
    /// One that refers to the others.
    case related
    /// Messages, unless a part says otherwise.
    case digest
    /// Text that is signed, and the signature.
    case signed
    /// What happened to a message.
    case report
  }

  /// What a leaf is, as far as it matters to how it is shown.
  public enum Media: Sendable, Equatable {
    /// `text/plain`, which is also what nothing is said about.
    case plain
    /// `text/html`.
    case html
    /// Other text.
    case text
    /// All else.
    case other
  }

  /// The header section, without the empty line behind it.
  public let header: Range<Int>
  /// The content, encoded as it was sent.
  public internal(set) var body: Range<Int>
  /// What is in it.
  public let kind: Kind
  /// What it is if it is a leaf.
  public let media: Media
  /// How the content of a leaf is encoded.
  public let encoding: TransferEncoding
  /// The place of the part that this one is in; nil for the message itself.
  public let parent: Int?
  /// How many parts it is in.
  public let depth: Int
  /// The place behind all that is in it: its parts and theirs lie between it and there.
  public internal(set) var end: Int

  let contentType: Range<Int>?
  let contentDisposition: Range<Int>?
  let contentID: Range<Int>?
}
