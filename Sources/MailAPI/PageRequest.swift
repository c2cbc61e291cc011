internal import Bytes
package import HTTP

/// Which messages of a list a client asks for.
///
/// Nothing here is refused, since MailHog refuses nothing: what makes no sense is as good as not sent, and clients send
/// `limit=5000` to mean all.
package struct PageRequest: Equatable, Sendable {
  private static let defaultLimit = 50
  private static let maximumLimit = 250

  /// The place of the first message, 0 for the newest.
  package let start: Int
  /// How many messages there may be, 1 to 250.
  package let limit: Int

  /// Reads `start` and `limit`.
  package init(_ query: QueryParameters) {
    start = Self.positive(query.first("start")) ?? 0
    limit = min(Self.positive(query.first("limit")) ?? Self.defaultLimit, Self.maximumLimit)
  }

  private static func positive(_ text: ByteString?) -> Int? {
    guard let text, let number = Int(text.description), number > 0 else { return nil }
    return number
  }
}
