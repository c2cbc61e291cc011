import HTTPTypes

/// How the content of an answer travels, and what becomes of the connection.
public struct ResponseFraming: Equatable, Sendable {
  /// What follows the head.
  public enum Content: Equatable, Sendable {
    /// Nothing, whatever the body holds: the answer to HEAD, 204, 304.
    case none
    /// The body as it is.
    case identity
    /// The body in chunks, as `ChunkedEncoding` writes them.
    case chunked
  }

  /// What follows the head.
  public let content: Content
  /// Whether the head says `keep-alive`.
  let announcesPersistence: Bool

  /// Whether the head says that the connection is about to speak another protocol, or could.
  let announcesUpgrade: Bool
  /// What to do when the answer has been sent.
  public let next: HTTPResponseSentAction

  /// Whether the connection ends with this answer.
  public var closes: Bool { next == .close }

  /// A framing of these.
  init(content: Content, next: HTTPResponseSentAction, announcesPersistence: Bool, announcesUpgrade: Bool) {
    self.content = content
    self.next = next
    self.announcesPersistence = announcesPersistence
    self.announcesUpgrade = announcesUpgrade
  }
}

extension HTTPResponse.Status {
  /// Whether an answer of this status ends with its head (RFC 9112 section 6.3, rule 1).
  var forbidsContent: Bool { kind == .informational || self == .noContent || self == .notModified }
}
