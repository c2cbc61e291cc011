import MailStore
import MongoStore
import Testing

@Suite struct `What a collection has too much` {
  private static func share(
    of sizes: [Int64],
    count: Int? = nil,
    bytes: Int? = nil,
    total: (count: Int64, bytes: Int64)? = nil
  ) -> Int {
    let total = total ?? (Int64(sizes.count), sizes.reduce(0, +))
    let limits = RetentionLimits(count: count, bytes: bytes)
    return Surplus(of: total.count, bytes: total.bytes, over: limits).share(of: sizes)
  }

  @Test func `is nothing without a limit, and nothing up to it`() {
    #expect(Surplus(of: 9, bytes: 9, over: RetentionLimits()).isNone)
    #expect(Surplus(of: 9, bytes: 9, over: RetentionLimits(count: 9, bytes: 9)).isNone)
    #expect(!Surplus(of: 9, bytes: 9, over: RetentionLimits(count: 8)).isNone)
    #expect(!Surplus(of: 9, bytes: 9, over: RetentionLimits(bytes: 8)).isNone)
    #expect(Self.share(of: [1, 1, 1], count: 3, bytes: 3) == 0)
  }

  @Test(arguments: [(4, 1), (3, 2), (2, 3), (1, 4)])
  func `is as many of the oldest as there are above the limit`(limit: Int, gone: Int) {
    #expect(Self.share(of: [1, 1, 1, 1, 1], count: limit) == gone)
  }

  @Test(arguments: [(15, 0), (14, 1), (12, 1), (11, 2), (8, 2), (7, 3), (6, 3)])
  func `is as many of the oldest as free what is above the limit of bytes`(limit: Int, gone: Int) {
    #expect(Self.share(of: [3, 4, 2, 6], bytes: limit) == gone)
  }

  @Test func `is what the stricter of two limits says`() {
    #expect(Self.share(of: [5, 5, 5, 5], count: 3, bytes: 10) == 2)
    #expect(Self.share(of: [5, 5, 5, 5], count: 1, bytes: 15) == 3)
  }

  /// The last message that is looked at may be the newest of all.
  @Test(arguments: [0, 1, 5, -7])
  func `is never the newest, however large it is and low the limit`(limit: Int) {
    #expect(Self.share(of: [1, 100], bytes: limit) == 1)
    #expect(Self.share(of: [100], bytes: limit) == 0)
    #expect(Self.share(of: [], bytes: limit, total: (7, 100)) == 0)
    #expect(Self.share(of: [1, 1, 1], count: min(limit, 0)) == 2)
  }

  @Test func `is no more than what is looked at, of very many`() {
    let sizes = [Int64](repeating: 1, count: 500)
    #expect(Self.share(of: sizes, count: 10, total: (1_000_000, 1_000_000)) == 499)
  }

  /// Documents are written by others too, and a server adds up whatever they say.
  @Test func `is told of sizes that no message has`() {
    #expect(Self.share(of: [.max, .max, .max, 1], count: 1, total: (4, .max)) == 3)
    #expect(Self.share(of: [.max, .max, 1], bytes: 10, total: (3, .max)) == 1)
    // A message that says it is enormous goes, and nobody else for it.
    #expect(Self.share(of: [1 << 62, 1, 1, 1, 1], bytes: 10) == 1)
    #expect(Self.share(of: [1 << 62, 1 << 62, 1, 1], bytes: 10, total: (4, .max)) == 2)
    #expect(Self.share(of: [.min, -1, 0, 5, 1], bytes: 5, total: (5, 6)) == 4)
    #expect(Surplus(of: .min, bytes: .min, over: RetentionLimits(count: .max, bytes: .max)).isNone)
    #expect(!Surplus(of: .max, bytes: .max, over: RetentionLimits(count: .min, bytes: .min)).isNone)
  }
}
