/// When to ask a peer whether it is there, and when to give it up.
///
/// Times are the loop's seconds. Nothing here reads a clock.
package struct Heartbeat {
  /// What is to be done.
  package enum Action: Equatable {
    /// Nothing yet.
    case wait
    /// Ask.
    case ping
    /// The peer is gone.
    case giveUp
  }

  /// How long after a ping comes the next, in seconds: MailHog's period.
  private static let period = 54
  /// How long a peer may be silent.
  private static let patience = 60

  private var nextPing: Int
  private var lastHeard: Int

  /// A peer that was heard of now.
  package init(now: Int) {
    (nextPing, lastHeard) = (now + Self.period, now)
  }

  /// The peer has sent something, or taken something.
  package mutating func heard(now: Int) { lastHeard = now }

  /// What is due at this time.
  package mutating func beat(now: Int) -> Action {
    if now - lastHeard > Self.patience { return .giveUp }
    guard now >= nextPing else { return .wait }
    nextPing = now + Self.period
    return .ping
  }

  /// The second behind which to look again.
  package var deadline: Int { min(nextPing - 1, lastHeard + Self.patience) }
}
