/// Tells what is news from what is said again and again, as by ten attempts a second where there is no server.
package struct Complaints {
  /// For how long a text that has been told is not told again.
  private static let interval = Duration.seconds(60)
  /// How many different texts are told in that time: a number within them would make each of them another.
  private static let limit = 16

  private var told: [String: ContinuousClock.Instant] = [:]

  package init() {}

  /// Whether `text` is to be told; whoever asks tells it then.
  package mutating func isNews(_ text: String, now: ContinuousClock.Instant) -> Bool {
    told = told.filter { now - $0.value < Self.interval }
    guard told[text] == nil, told.count < Self.limit else { return false }
    told[text] = now
    return true
  }

  /// Takes everything for news again.
  package mutating func forget() {
    told = [:]
  }
}
