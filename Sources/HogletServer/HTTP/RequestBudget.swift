/// What HTTP requests take that have not come whole, over all connections of a loop.
///
/// A content is at most `-max-http-body`, but there may be thousands of them. Nobody who sends a request at once is ever
/// refused: it is the large ones that go when too much is unfinished.
package final class RequestBudget {
  /// What a connection may always hold, in bytes: a head, or a content of some lines.
  private static let smallBytes = 16 * 1024

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
  package func refuses(_ held: Int) -> Bool { bytes > limit && held > Self.smallBytes }
}
