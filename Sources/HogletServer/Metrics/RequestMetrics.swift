internal import CoreMetrics
internal import Guarding
internal import HTTP
internal import HTTPTypes

/// What HTTP counts, by the pattern of the route and the class of the status: never by what a client wrote.
final class RequestMetrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let statusClass: Int
  }

  private struct Handles: Sendable {
    let count: Counter
    let duration: Timer
  }

  private let factory: any MetricsFactory
  private let handles = Guarded<[Key: Handles]>([:])

  init(_ factory: any MetricsFactory) {
    self.factory = factory
  }

  /// Counts an answer that took so long.
  func note(_ response: Response, nanoseconds: Int64) {
    let key = Key(route: response.route ?? "none", statusClass: response.status.code / 100)
    let handles = handles.withLock { handles in
      if let known = handles[key] { return known }
      let new = make(key)
      handles[key] = new
      return new
    }
    handles.count.increment()
    handles.duration.recordNanoseconds(nanoseconds)
  }

  private func make(_ key: Key) -> Handles {
    let labels = [("route", key.route), ("status", "\(key.statusClass)xx")]
    return Handles(
      count: Counter(label: "hoglet_http_requests_total", dimensions: labels, factory: factory),
      duration: Timer(label: "hoglet_http_request_duration_seconds", dimensions: labels, factory: factory)
    )
  }
}
