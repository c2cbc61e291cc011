internal import DequeModule

/// How far replicas were at times of the last hour: what was done up to then, nobody asks for any more.
package struct Milestones: Sendable {
  /// For how long the journal keeps what was done: longer than any replica is cut off and still goes on.
  private static let memory = Duration.seconds(3_600)
  /// How long it takes from one to the next.
  private static let interval = Duration.seconds(60)

  private struct Milestone {
    let time: ContinuousClock.Instant
    let settled: [String: Int64]
  }

  private var milestones: Deque<Milestone> = []

  /// None.
  package init() {}

  /// Notes how far replicas are, and returns how far they were when what they did can be forgotten.
  ///
  /// - Parameters:
  ///   - settled: Up to which number each of them is done.
  ///   - now: When that is so.
  /// - Returns: The numbers by replica, none if all is still too new; nil if it is not time to look.
  package mutating func pass(_ settled: [String: Int64], now: ContinuousClock.Instant) -> [String: Int64]? {
    if let last = milestones.last, now - last.time < Self.interval { return nil }
    milestones.append(Milestone(time: now, settled: settled))
    guard let first = milestones.first, now - first.time >= Self.memory else { return [:] }
    return milestones.removeFirst().settled
  }
}
