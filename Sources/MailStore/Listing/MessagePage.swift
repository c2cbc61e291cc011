/// A run of messages out of all that a store holds or a search found.
public struct MessagePage: Sendable {
  /// How many there are in all, on this page or not.
  public let total: Int
  /// How many of all these nobody has read; 0 if nobody asked.
  public let unread: Int
  /// The place of the first message of this page, or that where it would be.
  public let start: Int
  /// The messages of this page, newest first.
  public let messages: [StoredMessage]
  /// Where the next page begins; nil if there is none.
  public let next: MailCursor?

  /// A page of these.
  public init(
    total: Int,
    unread: Int = 0,
    start: Int = 0,
    messages: [StoredMessage],
    next: MailCursor? = nil
  ) {
    (self.total, self.unread, self.start) = (total, unread, start)
    (self.messages, self.next) = (messages, next)
  }
}
