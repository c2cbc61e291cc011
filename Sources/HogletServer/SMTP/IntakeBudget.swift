/// The memory that unfinished messages may take, over all SMTP connections of one loop.
///
/// While some is left, everyone reads. Once it is spent, what clients send stays with the kernel, and nobody is refused:
/// a connection that has something to read waits in line. One at a time has the pass and reads on though nothing is
/// left, to the end of its message: so even when every message is half there, one after the other is finished and frees
/// what it held. What is held is thus never above the limit by more than one message and a read.
///
/// Lives on the SMTP loop. No call looks at more connections than it lets go on.
package final class IntakeBudget {
  /// How much room there has to be for each connection that is called, in bytes: what it may read at once.
  package static let readSize = 256 * 1024

  private let limit: Int
  /// For how many seconds a connection may have the pass while others wait; a client that stalls is then sent away.
  private let passSeconds: Int
  private var used = 0
  /// Who waits, by ticket; the lowest is called first.
  private var line: [Int: IntakeShare] = [:]
  private var nextTicket = 0
  private var firstTicket = 0
  /// How many were called and have not read yet.
  private var calledCount = 0
  private var pass: (share: IntakeShare, since: Int)?

  /// A budget of `limit` bytes, above which one connection at a time may read on for `passSeconds`.
  package init(limit: Int, passSeconds: Int) {
    (self.limit, self.passSeconds) = (limit, passSeconds)
  }

  /// Says whether a connection may read now; if not, it stands in line until one of the other calls returns its share.
  ///
  /// Like all that follows, it is told the seconds of the loop's clock.
  package func mayRead(_ share: IntakeShare, now: Int) -> Bool {
    switch share.place {
    case .waiting: return false
    case .called:
      share.place = .outside
      calledCount -= 1
      return true
    case .outside where share === pass?.share: return true
    case .outside where line.isEmpty && used < limit: return true
    case .outside where line.isEmpty && pass == nil:
      pass = (share, now)
      return true
    case .outside:
      share.place = .waiting(ticket: nextTicket)
      line[nextTicket] = share
      nextTicket += 1
      return false
    }
  }

  /// Takes note of how much a connection holds now, and returns those that may read again.
  package func update(_ share: IntakeShare, holding bytes: Int, now: Int) -> [IntakeShare] {
    used += bytes - share.heldByteCount
    share.heldByteCount = bytes
    if used < limit || (bytes == 0 && share === pass?.share) { pass = nil }
    return line.isEmpty ? [] : callNext(now: now)
  }

  /// Forgets a connection that has ended, and returns those that may read again.
  ///
  /// What the store still has of it counts until `update` says that it is kept: whoever hangs up behind each of its
  /// messages takes no more memory than who waits for the replies.
  package func leave(_ share: IntakeShare, holding bytes: Int = 0, now: Int) -> [IntakeShare] {
    switch share.place {
    case .outside: break
    case .waiting(let ticket): line[ticket] = nil
    case .called: calledCount -= 1
    }
    share.place = .outside
    return update(share, holding: bytes, now: now)
  }

  /// Whether a connection has had the pass for too long, while others wait for it.
  package func isOverdue(now: Int) -> Bool {
    guard !line.isEmpty, let pass else { return false }
    return now - pass.since >= passSeconds
  }

  /// Whether this connection has the pass.
  package func isPassed(to share: IntakeShare) -> Bool { share === pass?.share }

  private func callNext(now: Int) -> [IntakeShare] {
    guard used < limit else {
      guard pass == nil, let share = first() else { return [] }
      share.place = .outside
      pass = (share, now)
      return [share]
    }
    var called: [IntakeShare] = []
    while calledCount <= (limit - used - 1) / Self.readSize, let share = first() {
      share.place = .called
      calledCount += 1
      called.append(share)
    }
    return called
  }

  private func first() -> IntakeShare? {
    // Those who left have taken their tickets with them; each gap is passed once.
    while firstTicket < nextTicket {
      firstTicket += 1
      if let share = line.removeValue(forKey: firstTicket - 1) { return share }
    }
    return nil
  }
}
