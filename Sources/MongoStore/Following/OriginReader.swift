/// How far one replica has been read by another.
///
/// A replica says up to which number it is done (`settled`). What it did up to there is in the database, and what is not
/// there is gone, so reading to that number misses nothing and waits for nothing. A replica that has stopped may have
/// done more than it said: it is read to the end after a while, and what was not there by then is looked for until it
/// speaks again.
package struct OriginReader: Sendable {
  /// Numbers to look for.
  package struct Span: Equatable, Sendable {
    /// The number before the first.
    package var after: Int64
    /// The last number, or nil for all there are.
    package var through: Int64?
    /// Numbers up to `after` that were not there when they were passed.
    package var holes: [Int64]

    package init(after: Int64, through: Int64?, holes: [Int64]) {
      (self.after, self.through, self.holes) = (after, through, holes)
    }
  }

  /// The most numbers of one span, so that who comes back after long does not read all at once.
  package static let spanLimit: Int64 = 10_000
  /// More than anybody can have missed: a number that far ahead is damage, and what there is up to it is read at once.
  private static let farLimit: Int64 = 100_000_000
  /// More than a replica ever has under way at once.
  private static let holeLimit = 4_096

  private var position: Int64
  private var holes: Set<Int64> = []
  private var beat: Int64
  private var lastSign: ContinuousClock.Instant
  /// When a replica that has stopped was last read to its end.
  private var lastLook: ContinuousClock.Instant?

  /// A reader that is interested in what comes behind `position`.
  package init(behind position: Int64, beat: Int64, now: ContinuousClock.Instant) {
    (self.position, self.beat, lastSign) = (position, beat, now)
  }

  /// What to look for now, after the replica has said `origin`.
  ///
  /// - Parameters:
  ///   - origin: What it says.
  ///   - now: The time of this machine, which no other clock has to agree with.
  ///   - patience: After how long without a sign a replica has stopped.
  /// - Returns: The numbers, or nil if there is nothing to look for.
  package mutating func next(
    _ origin: SharedState.Origin,
    now: ContinuousClock.Instant,
    patience: Duration
  ) -> Span? {
    if origin.beat != beat { (beat, lastSign, lastLook) = (origin.beat, now, nil) }
    if origin.settled > position || (!holes.isEmpty && origin.settled >= (holes.min() ?? .max)) {
      return Span(after: position, through: end(upTo: origin.settled), holes: holes.sorted())
    }
    guard now - lastSign >= patience, lastLook.map({ now - $0 >= patience }) ?? true else { return nil }
    return Span(after: position, through: nil, holes: holes.sorted())
  }

  /// The last number of a span that is to lead to `settled` in the end.
  private func end(upTo settled: Int64) -> Int64 {
    let (distance, isBeyond) = settled.subtractingReportingOverflow(position)
    guard !isBeyond, distance <= Self.farLimit else { return max(settled, position) }
    return position + min(max(distance, 0), Self.spanLimit)
  }

  /// Takes note of what was found of a span.
  package mutating func finish(_ span: Span, found: Set<Int64>, settled: Int64, now: ContinuousClock.Instant)
  {
    let end = span.through ?? max(found.max() ?? position, position)
    holes.subtract(found)
    if span.through == nil {
      lastLook = now
      var number = position
      while number < end, holes.count < Self.holeLimit {
        number += 1
        if !found.contains(number) { holes.insert(number) }
      }
    }
    // Up to there it is certain that nothing comes any more.
    holes = holes.filter { $0 > settled }
    position = max(position, end)
  }

  /// Whether the event of that number has been read, or passed for good.
  package func hasRead(_ number: Int64) -> Bool { number <= position && !holes.contains(number) }

  /// How long ago the replica last gave a sign.
  package func silence(now: ContinuousClock.Instant) -> Duration { now - lastSign }
}
