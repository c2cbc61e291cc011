public import Bytes

/// A part that is not shown as the text of the message, or a file within that text.
public struct Attachment: Equatable, Sendable {
  /// The place of its part in the tree.
  public let part: Int
  /// The file, if it is one within the text of the part; nil if it is the part.
  public let file: EmbeddedFile?
  /// Its name, decoded and without a path; empty if it has none.
  public let name: ByteString
  /// Its type and subtype in lower case.
  public let type: ByteString
  /// Whether it is to be shown within the text, as the text refers to it or it says so itself.
  public let isInline: Bool
  /// What `cid:` URLs call it (RFC 2392), without angle brackets; nil if nothing does.
  public let contentID: ByteString?
  /// Whether it is one of Outlook's containers (`winmail.dat`), whose files only Outlook shows.
  public let isTNEF: Bool
}
