internal import CoreMetrics
internal import Synchronization

/// How long something took, each time: two additions for a value.
final class Histogram: TimerHandler {
  /// Where the buckets end, in nanoseconds: from what memory takes to what makes people give up.
  static let bounds: [Int64] = [
    100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
    100_000_000,
    250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 10_000_000_000,
  ]

  /// One for each bound and one for all above; a value is counted in one of them alone.
  private let counts: [Total]
  private let nanoseconds = Atomic<UInt64>(0)

  init() {
    counts = (0...Self.bounds.count).map { _ in Total() }
  }

  func recordNanoseconds(_ duration: Int64) {
    let duration = max(duration, 0)
    counts[Self.bounds.firstIndex { duration <= $0 } ?? Self.bounds.count].increment(by: 1)
    nanoseconds.wrappingAdd(UInt64(duration), ordering: .relaxed)
  }

  /// The sum of all durations, in seconds.
  var sum: Double { Double(nanoseconds.load(ordering: .relaxed)) / 1e9 }

  /// How many values were at or below each bound, and in all.
  var cumulative: [UInt64] {
    var sum: UInt64 = 0
    return counts.map {
      sum &+= $0.value
      return sum
    }
  }
}
