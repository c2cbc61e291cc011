internal import CoreMetrics
internal import Synchronization

/// What the program counts with, as Prometheus names it.
enum Instrument: Sendable {
  case counter(Total)
  case gauge(Level)
  case histogram(Histogram)
  case summary(Summary)

  /// The word behind `# TYPE`.
  var kind: String {
    switch self {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram: "histogram"
    case .summary: "summary"
    }
  }
}

/// A number that grows.
final class Total: CounterHandler {
  private let count = Atomic<UInt64>(0)

  var value: UInt64 { count.load(ordering: .relaxed) }

  func increment(by amount: Int64) {
    // A total that fell would look like a process that started anew.
    guard amount > 0 else { return }
    count.wrappingAdd(UInt64(amount), ordering: .relaxed)
  }

  func reset() { count.store(0, ordering: .relaxed) }
}

/// A number that rises and falls.
final class Level: MeterHandler, RecorderHandler {
  private let bits = Atomic(UInt64(0))

  var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

  func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
  func set(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
  func record(_ value: Int64) { set(Double(value)) }
  func increment(by amount: Double) { bits.add(amount) }
  func decrement(by amount: Double) { bits.add(-amount) }
}

/// How many values there were, and their sum.
final class Summary: RecorderHandler {
  private let total = Atomic<UInt64>(0)
  private let bits = Atomic(UInt64(0))

  var count: UInt64 { total.load(ordering: .relaxed) }
  var sum: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

  func record(_ value: Double) {
    total.wrappingAdd(1, ordering: .relaxed)
    bits.add(value)
  }

  func record(_ value: Int64) { record(Double(value)) }
}

extension Atomic<UInt64> {
  /// Adds to the number whose bits these are.
  fileprivate borrowing func add(_ amount: Double) {
    var old = load(ordering: .relaxed)
    while true {
      let new = (Double(bitPattern: old) + amount).bitPattern
      let (isExchanged, found) = weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
      if isExchanged { return }
      old = found
    }
  }
}
