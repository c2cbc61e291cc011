import MongoStore
import Testing

@Suite struct `A reader of another replica` {
  private static let start = ContinuousClock.now

  private static func origin(_ settled: Int64, beat: Int64 = 1) -> SharedState.Origin {
    SharedState.Origin(settled: settled, base: 0, beat: beat)
  }

  private static func next(
    _ reader: inout OriginReader,
    _ origin: SharedState.Origin,
    after seconds: Int = 0
  ) -> OriginReader.Span? {
    reader.next(origin, now: start + .seconds(seconds), patience: .seconds(5))
  }

  @Test func `reads up to where the replica is done, and no further`() {
    var reader = OriginReader(behind: 3, beat: 1, now: Self.start)
    #expect(Self.next(&reader, Self.origin(3)) == nil)
    let span = Self.next(&reader, Self.origin(6))
    #expect(span == OriginReader.Span(after: 3, through: 6, holes: []))
    if let span { reader.finish(span, found: [4, 6], settled: 6, now: Self.start) }
    #expect(Self.next(&reader, Self.origin(6)) == nil)
    #expect(reader.hasRead(5))
    #expect(!reader.hasRead(7))
  }

  @Test func `does not go back when the replica's word was lost`() {
    var reader = OriginReader(behind: 9, beat: 1, now: Self.start)
    #expect(Self.next(&reader, Self.origin(4, beat: 2)) == nil)
    #expect(reader.hasRead(9))
  }

  @Test func `waits before it reads a silent replica to its end`() {
    var reader = OriginReader(behind: 1, beat: 1, now: Self.start)
    #expect(Self.next(&reader, Self.origin(1), after: 4) == nil)
    #expect(Self.next(&reader, Self.origin(1, beat: 2), after: 4) == nil)
    #expect(Self.next(&reader, Self.origin(1, beat: 2), after: 8) == nil)
    #expect(
      Self.next(&reader, Self.origin(1, beat: 2), after: 9)
        == OriginReader.Span(after: 1, through: nil, holes: [])
    )
  }

  @Test func `looks again for what a silent replica had not finished`() throws {
    var reader = OriginReader(behind: 1, beat: 1, now: Self.start)
    let silent = try #require(Self.next(&reader, Self.origin(1), after: 5))
    reader.finish(silent, found: [2, 4], settled: 1, now: Self.start + .seconds(5))
    #expect(reader.hasRead(4))
    #expect(!reader.hasRead(3))
    #expect(Self.next(&reader, Self.origin(1), after: 6) == nil)
    // It only slept: now it says that it is done with all of it, and 3 is there.
    let awake = try #require(Self.next(&reader, Self.origin(5, beat: 2), after: 7))
    #expect(awake == OriginReader.Span(after: 4, through: 5, holes: [3]))
    reader.finish(awake, found: [3, 5], settled: 5, now: Self.start + .seconds(7))
    #expect(reader.hasRead(3))
    #expect(Self.next(&reader, Self.origin(5, beat: 2), after: 8) == nil)
  }

  @Test func `gives up a hole when the replica is past it`() throws {
    var reader = OriginReader(behind: 0, beat: 1, now: Self.start)
    let silent = try #require(Self.next(&reader, Self.origin(0), after: 5))
    reader.finish(silent, found: [2], settled: 0, now: Self.start + .seconds(5))
    let awake = try #require(Self.next(&reader, Self.origin(2, beat: 2), after: 6))
    #expect(awake == OriginReader.Span(after: 2, through: 2, holes: [1]))
    reader.finish(awake, found: [], settled: 2, now: Self.start + .seconds(6))
    #expect(reader.hasRead(1))
    #expect(Self.next(&reader, Self.origin(2, beat: 2), after: 7) == nil)
  }

  /// So that who comes back after an hour does not read an hour's mail into memory.
  @Test func `reads no more than ten thousand at once, and goes on behind them`() throws {
    let far = 3 * OriginReader.spanLimit + 5
    var reader = OriginReader(behind: 7, beat: 1, now: Self.start)
    var ends: [Int64] = []
    while let span = Self.next(&reader, Self.origin(far)) {
      #expect(span.after == ends.last ?? 7)
      let end = try #require(span.through)
      reader.finish(span, found: [end], settled: far, now: Self.start)
      ends.append(end)
      #expect(reader.hasRead(end) && !reader.hasRead(end + 1))
    }
    #expect(ends == [1, 2, 3].map { 7 + $0 * OriginReader.spanLimit }.map { min($0, far) })
  }

  /// Else a number that somebody has written there would keep all replicas busy for ever.
  @Test func `passes at once what no replica can have done`() throws {
    for settled in [1 << 40, Int64.max] {
      var reader = OriginReader(behind: 7, beat: 1, now: Self.start)
      let span = try #require(Self.next(&reader, Self.origin(settled)))
      #expect(span == OriginReader.Span(after: 7, through: settled, holes: []))
      reader.finish(span, found: [], settled: settled, now: Self.start)
      #expect(Self.next(&reader, Self.origin(settled)) == nil)
    }
  }

  @Test func `remembers no more holes than a replica has under way`() throws {
    var reader = OriginReader(behind: 0, beat: 1, now: Self.start)
    let silent = try #require(Self.next(&reader, Self.origin(0), after: 5))
    reader.finish(silent, found: [1_000_000], settled: 0, now: Self.start + .seconds(5))
    let awake = try #require(Self.next(&reader, Self.origin(1, beat: 2), after: 6))
    #expect(awake.holes == Array(1...4_096))
    #expect(awake.after == 1_000_000)
  }

  @Test func `looks once in a while whether a silent replica had more to say`() throws {
    var reader = OriginReader(behind: 1, beat: 1, now: Self.start)
    let first = try #require(Self.next(&reader, Self.origin(1), after: 5))
    reader.finish(first, found: [], settled: 1, now: Self.start + .seconds(5))
    #expect(Self.next(&reader, Self.origin(1), after: 9) == nil)
    #expect(
      Self.next(&reader, Self.origin(1), after: 10) == OriginReader.Span(after: 1, through: nil, holes: [])
    )
    #expect(reader.silence(now: Self.start + .seconds(10)) == .seconds(10))
    // A sign, and it is given time again.
    #expect(Self.next(&reader, Self.origin(1, beat: 2), after: 11) == nil)
    #expect(reader.silence(now: Self.start + .seconds(11)) == .zero)
    #expect(Self.next(&reader, Self.origin(1, beat: 2), after: 15) == nil)
  }

  /// What a document says may be anything.
  @Test(arguments: [(Int64.max, Int64.max), (.min, .max), (.max, .min), (.min, .min), (-5, 5)])
  func `does not trap on numbers that no replica has`(position: Int64, settled: Int64) {
    var reader = OriginReader(behind: position, beat: .min, now: Self.start)
    for seconds in 0..<12 {
      guard let span = Self.next(&reader, Self.origin(settled, beat: .max), after: seconds) else { continue }
      reader.finish(span, found: [.min, .max, 0], settled: settled, now: Self.start + .seconds(seconds))
    }
    #expect(reader.hasRead(.min))
  }
}
