import Bytes

/// Says whether a search finds a message: one meaning for every store.
public struct MessageMatcher: Sendable {
  /// The terms, what costs little first.
  private let terms: [TermMatcher]

  /// A matcher for `search`.
  public init(_ search: MailSearch) {
    terms = search.terms.map(TermMatcher.init).sorted { $0.cost < $1.cost }
  }

  /// Whether the search finds `message`.
  public func matches(_ message: StoredMessage) -> Bool {
    terms.allSatisfy { $0.matches(message) }
  }
}
