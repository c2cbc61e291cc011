/// Which messages somebody wants to have listed, and what else he wants to know of the list.
public struct MailListing: Hashable, Sendable {
  /// Where a page begins.
  public enum Start: Hashable, Sendable {
    /// At a place, 0 for the newest.
    case place(Int)
    /// With what follows there.
    case behind(MailCursor)

    /// The place, if it is one that is counted.
    public var index: Int? {
      if case .place(let place) = self { place } else { nil }
    }
  }

  /// Which messages are in the list; nil for all.
  public let search: MailSearch?
  /// Where the page begins; no place is below 0.
  public let start: Start
  /// The most messages of the page.
  public let limit: Int
  /// Whether the unread ones are to be counted; with a search that costs nothing.
  public let countsUnread: Bool

  /// A page of these; a place below 0 means 0.
  public init(
    of search: MailSearch? = nil,
    from start: Start = .place(0),
    limit: Int,
    countsUnread: Bool = true
  ) {
    (self.search, self.limit, self.countsUnread) = (search, limit, countsUnread)
    self.start = start.index.map { .place(max($0, 0)) } ?? start
  }
}
