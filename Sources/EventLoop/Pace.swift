/// How fast a stream may go, each way for itself.
struct Pace {
  private var inbound: TokenBucket
  private var outbound: TokenBucket

  init(bytesPerSecond: Int, now: Int64) {
    inbound = TokenBucket(bytesPerSecond: bytesPerSecond, now: now)
    outbound = inbound
  }

  /// Whether a read, or a write, would have to wait.
  func holdsBack(_ direction: Interest, at now: Int64) -> Bool {
    !(direction == .read ? inbound : outbound).isReady(at: now)
  }

  /// How many bytes may be read, or written; none while that is too little.
  func allowance(for direction: Interest, at now: Int64) -> Int {
    holdsBack(direction, at: now) ? 0 : (direction == .read ? inbound : outbound).available(at: now)
  }

  /// Says how many bytes were read, or written.
  mutating func spend(_ count: Int, for direction: Interest, at now: Int64) {
    if direction == .read { inbound.take(count, at: now) } else { outbound.take(count, at: now) }
  }
}
