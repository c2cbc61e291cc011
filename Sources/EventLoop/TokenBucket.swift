/// How many bytes may pass at a time so that a rate is never exceeded for longer than a moment.
///
/// It fills as time goes by, in nanoseconds of any clock that only goes forward, and begins empty. Instead of a level it
/// keeps the time at which it was empty last, so that nothing is lost to rounding, however slow the rate.
package struct TokenBucket: Equatable, Sendable {
  /// The slowest and the fastest rate there is, in bytes a second; no product of a time and a rate overflows.
  private static let rates = 1...1_000_000_000
  /// What may gather while nothing passes, as time: enough that a loop which is late now and then keeps the rate.
  ///
  /// At slow rates two bytes take longer, and may gather too.
  private static let longestRest: Int64 = 100_000_000
  /// Less than this is not worth a system call, as time.
  private static let shortestRest: Int64 = 20_000_000
  private static let second: Int64 = 1_000_000_000

  /// Bytes a second.
  package let rate: Int
  private let capacity: Int64
  private var emptyAt: Int64

  /// A bucket that is empty `now`; a rate out of bounds becomes the nearest one within.
  package init(bytesPerSecond: Int, now: Int64) {
    rate = min(max(bytesPerSecond, Self.rates.lowerBound), Self.rates.upperBound)
    capacity = max(Self.longestRest, Self.time(for: 2, at: rate))
    emptyAt = now
  }

  /// Whether there is enough to go on with.
  package func isReady(at now: Int64) -> Bool {
    let least = max(Self.shortestRest, Self.time(for: 1, at: rate))
    return rest(at: now) >= least
  }

  /// How many bytes may pass now.
  package func available(at now: Int64) -> Int {
    Int(rest(at: now) * Int64(rate) / Self.second)
  }

  /// Says that `count` bytes have passed, of those that were available.
  package mutating func take(_ count: Int, at now: Int64) {
    emptyAt = now - rest(at: now) + Self.time(for: min(count, available(at: now)), at: rate)
  }

  /// The time since the bucket was empty, as far as it counts.
  private func rest(at now: Int64) -> Int64 { min(max(now - emptyAt, 0), capacity) }

  /// How long `count` bytes take, rounded up: what comes of it is never faster than the rate.
  private static func time(for count: Int, at rate: Int) -> Int64 {
    (Int64(count) * second + Int64(rate) - 1) / Int64(rate)
  }
}
