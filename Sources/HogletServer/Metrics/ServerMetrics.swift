internal import Bytes
internal import CoreMetrics
internal import EventLoop
internal import Guarding
internal import HTTP
internal import HTTPTypes
internal import MailStore
internal import PrometheusMetrics

/// What a server counts, and where it is shown.
package final class ServerMetrics: Sendable {
  let registry: PrometheusMetrics
  /// What SMTP counts.
  package let mail: MailMetrics
  /// What HTTP counts.
  let requests: RequestMetrics
  /// Called before each showing, for what is not counted as it happens.
  private let gauges = Guarded<[@Sendable () async -> Void]>([])

  /// Metrics that begin at zero.
  package init() {
    registry = PrometheusMetrics(help: Self.help)
    mail = MailMetrics(registry)
    requests = RequestMetrics(registry)
    let process = ProcessGauges(registry)
    beforeShowing { process.update() }
  }

  /// Calls `update` before metrics are shown.
  func beforeShowing(_ update: @escaping @Sendable () async -> Void) {
    gauges.withLock { $0.append(update) }
  }

  /// Shows how many connections the loops have open, and what a memory store holds.
  func follow(smtp: EventLoop, http: EventLoop, store: any MailStore) {
    follow(smtp, as: "smtp")
    follow(http, as: "http")
    if let store = store as? MemoryStore { follow(store) }
  }

  private func follow(_ loop: EventLoop, as name: String) {
    let open = Meter(label: "hoglet_connections_open", dimensions: [("protocol", name)], factory: registry)
    beforeShowing { open.set(await loop.streamCount) }
  }

  private func follow(_ store: MemoryStore) {
    let count = Meter(label: "hoglet_messages_stored", factory: registry)
    let bytes = Meter(label: "hoglet_messages_stored_bytes", factory: registry)
    let evicted = Counter(label: "hoglet_messages_evicted_total", factory: registry)
    let counted = Guarded(0)
    beforeShowing {
      let statistics = counted.withLock { counted in
        let statistics = store.statistics
        evicted.increment(by: statistics.evicted - counted)
        counted = statistics.evicted
        return statistics
      }
      count.set(statistics.count)
      bytes.set(statistics.bytes)
    }
  }

  /// All metrics as Prometheus reads them.
  func response() async -> Response {
    for update in gauges.withLock({ $0 }) { await update() }
    var buffer = ByteBuffer(capacity: 16 * 1024)
    registry.write(into: &buffer)
    var response = Response.content(buffer.take(), type: PrometheusMetrics.contentType)
    response.fields[.cacheControl] = "no-store"
    return response
  }

  private static let help = [
    "hoglet_messages_received_total": "Messages that were stored.",
    "hoglet_smtp_sessions_total": "SMTP connections that were taken.",
    "hoglet_smtp_refusals_total": "Commands and messages that were refused, by the reason.",
    "hoglet_messages_evicted_total": "Messages that went because of a limit.",
    "hoglet_messages_stored": "Messages in the memory store.",
    "hoglet_messages_stored_bytes": "Memory that the messages in the memory store take.",
    "hoglet_connections_open": "Connections that are open, by protocol.",
    "hoglet_http_requests_total": "Requests that were answered, by route and class of status.",
    "hoglet_http_request_duration_seconds": "Time from a whole request to the head of its answer.",
    "hoglet_store_duration_seconds": "Time that the store took, by operation.",
    "process_start_time_seconds": "Start of the process, in seconds since 1970.",
    "process_resident_memory_bytes": "Resident memory of the process.",
    "process_open_fds": "Open file descriptors of the process.",
  ]
}
