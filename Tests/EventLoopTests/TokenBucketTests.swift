import EventLoop
import Testing

@Suite struct `A token bucket` {
  private static let millisecond: Int64 = 1_000_000

  @Test func `begins empty and fills with time`() {
    let bucket = TokenBucket(bytesPerSecond: 1000, now: 5)
    #expect(bucket.available(at: 5) == 0)
    #expect(bucket.available(at: 5 + Self.millisecond - 1) == 0)
    #expect(bucket.available(at: 5 + Self.millisecond) == 1)
    #expect(bucket.available(at: 5 + 50 * Self.millisecond) == 50)
  }

  @Test func `holds what a tenth of a second brings, and no more`() {
    let bucket = TokenBucket(bytesPerSecond: 1000, now: 0)
    #expect(bucket.available(at: 100 * Self.millisecond) == 100)
    #expect(bucket.available(at: 1_000_000 * Self.millisecond) == 100)
    #expect(bucket.available(at: .max) == 100)
  }

  @Test func `has less by what passed`() {
    var bucket = TokenBucket(bytesPerSecond: 1000, now: 0)
    bucket.take(30, at: 50 * Self.millisecond)
    #expect(bucket.available(at: 50 * Self.millisecond) == 20)
    #expect(bucket.available(at: 60 * Self.millisecond) == 30)
    bucket.take(1_000_000, at: 60 * Self.millisecond)
    #expect(bucket.available(at: 60 * Self.millisecond) == 0)
    #expect(bucket.available(at: 61 * Self.millisecond) == 1)
  }

  @Test func `makes nothing of a clock that stands or goes back`() {
    var bucket = TokenBucket(bytesPerSecond: 1000, now: 100 * Self.millisecond)
    #expect(bucket.available(at: 0) == 0)
    bucket.take(10, at: 0)
    #expect(bucket.available(at: 0) == 0)
    #expect(bucket.available(at: 10 * Self.millisecond) == 10)
  }

  @Test func `is ready when it is worth the while`() {
    var bucket = TokenBucket(bytesPerSecond: 10_000, now: 0)
    #expect(!bucket.isReady(at: 19 * Self.millisecond))
    #expect(bucket.isReady(at: 20 * Self.millisecond))
    bucket.take(bucket.available(at: 20 * Self.millisecond), at: 20 * Self.millisecond)
    #expect(!bucket.isReady(at: 39 * Self.millisecond))
    #expect(bucket.isReady(at: 40 * Self.millisecond))
  }

  @Test(arguments: [Int.min, -1, 0, 1])
  func `lets a byte a second through, however slow it shall be`(rate: Int) {
    let bucket = TokenBucket(bytesPerSecond: rate, now: 0)
    #expect(bucket.rate == 1)
    #expect(!bucket.isReady(at: 999 * Self.millisecond))
    #expect(bucket.isReady(at: 1000 * Self.millisecond))
    #expect(bucket.available(at: 1000 * Self.millisecond) == 1)
  }

  @Test(arguments: [1_000_000_000, Int.max])
  func `does not overflow, however fast it shall be`(rate: Int) {
    var bucket = TokenBucket(bytesPerSecond: rate, now: 0)
    #expect(bucket.available(at: .max) == 100_000_000)
    bucket.take(.max, at: 1000 * Self.millisecond)
    #expect(bucket.available(at: 1000 * Self.millisecond) == 0)
  }

  /// Every pattern of use moves what the time allows: not a byte more, and no less than one look a moment late.
  @Test(arguments: [1, 3, 7, 1024, 10_240, 999_983, 1_000_000_000], [20, 33, 99] as [Int64])
  func `keeps its rate when it is always emptied`(rate: Int, interval: Int64) {
    var bucket = TokenBucket(bytesPerSecond: rate, now: 0)
    var passed = 0
    var now: Int64 = 0
    for _ in 0..<1000 {
      now += interval * Self.millisecond
      guard bucket.isReady(at: now) else { continue }
      let available = bucket.available(at: now)
      bucket.take(available, at: now)
      passed += available
    }
    let allowed = rate * Int(interval)
    #expect(passed <= allowed)
    #expect(passed + rate / 10 + 1 >= allowed)
  }
}
