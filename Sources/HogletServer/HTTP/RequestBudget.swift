/// What HTTP requests take that have not come whole, over all connections of a loop.
///
/// A content is at most `-max-http-body`, but there may be thousands of them. When too much is unfinished, whoever sends more
/// of a large one is refused; and of a small one too, when it is twice as much. What comes whole is never looked at.
package final class RequestBudget {
  /// What a connection may hold beyond the limit, in bytes: a head, or a content of some lines.
  private static let smallBytes = 16 * 1024
  /// And beyond twice the limit.
  private static let tinyBytes = 1024

  private let limit: Int
  private var bytes = 0

  /// As much as the settings say, or else a share of the memory.
  package init(_ settings: Settings) {
    limit = settings.maximumRequestBytes ?? MemoryLimit.current()?.requestBytes ?? .max
  }

  /// Notes that a connection holds so many bytes now instead of those before.
  package func change(from before: Int, to now: Int) {
    bytes += now - before
  }

  /// Whether a connection that holds so many bytes has to give them up.
  package func refuses(_ held: Int) -> Bool {
    guard bytes > limit else { return false }
    return held > (bytes - limit > limit ? Self.tinyBytes : Self.smallBytes)
  }
}
