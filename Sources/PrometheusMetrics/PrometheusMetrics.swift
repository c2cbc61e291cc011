public import Bytes
public import CoreMetrics
internal import Guarding

/// Keeps what the program counts, and writes it in Prometheus's text format, version 0.0.4.
///
/// Counting is an atomic addition or two and takes no lock; only making an instrument and writing all of them do.
public final class PrometheusMetrics: MetricsFactory {
  /// The media type of what `write` writes.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// All instruments of one name.
  struct Family: Sendable {
    let kind: String
    /// By their labels as they are written.
    var series: [String: Instrument] = [:]
  }

  private let help: [String: String]
  private let families = Guarded<[String: Family]>([:])

  /// Metrics that have no instruments yet.
  ///
  /// - Parameter help: What a metric means, by its name.
  public init(help: [String: String] = [:]) {
    self.help = help
  }

  /// Adds all metrics to `buffer`, by name and then by labels.
  public func write(into buffer: inout ByteBuffer) {
    let families = families.withLock { $0 }
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      buffer.write(name, family, help: help[name])
    }
  }

  /// The instrument of that name with these labels: the one that is there, or a new one.
  private func instrument(
    _ label: String,
    _ dimensions: [(String, String)],
    _ make: @Sendable () -> Instrument
  ) -> Instrument {
    let (name, labels) = (Exposition.metricName(label), Exposition.labels(dimensions))
    return families.withLock { families in
      let new = make()
      var family = families[name] ?? Family(kind: new.kind)
      precondition(family.kind == new.kind, "\(name) is a \(family.kind)")
      let instrument = family.series[labels] ?? new
      family.series[labels] = instrument
      families[name] = family
      return instrument
    }
  }
}

// MARK: - MetricsFactory

extension PrometheusMetrics {
  /// A counter.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    guard case .counter(let total) = instrument(label, dimensions, { .counter(Total()) }) else {
      return Total()
    }
    return total
  }

  /// A gauge.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    guard case .gauge(let level) = instrument(label, dimensions, { .gauge(Level()) }) else { return Level() }
    return level
  }

  /// A summary without quantiles; a gauge of the last value if nothing is to be aggregated.
  public func makeRecorder(
    label: String,
    dimensions: [(String, String)],
    aggregate: Bool
  ) -> any RecorderHandler {
    let instrument = instrument(label, dimensions) { aggregate ? .summary(Summary()) : .gauge(Level()) }
    return switch instrument {
    case .summary(let summary): summary
    case .gauge(let level): level
    case .counter, .histogram: Summary()
    }
  }

  /// A histogram, in seconds.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let instrument = instrument(label, dimensions) { .histogram(Histogram()) }
    guard case .histogram(let histogram) = instrument else { return Histogram() }
    return histogram
  }

  /// Keeps it: a series that ended would look like one that cannot be read.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// Keeps it.
  public func destroyMeter(_ handler: any MeterHandler) {}
  /// Keeps it.
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Keeps it.
  public func destroyTimer(_ handler: any TimerHandler) {}
}
