import HogletServer
import PropertyTesting
import Testing

@Suite struct `A budget for unfinished messages` {
  private static let readSize = IntakeBudget.readSize
  private let budget = IntakeBudget(limit: 1_000, passSeconds: 30)

  /// Shares whose owners want to read while another has the pass.
  private func waiting(_ count: Int) -> [IntakeShare] {
    (0..<count).map { _ in
      let share = IntakeShare()
      #expect(!budget.mayRead(share, now: 0))
      #expect(share.isWaiting)
      return share
    }
  }

  /// A share that holds all there is, and the pass as well.
  private func spender() -> IntakeShare {
    let share = IntakeShare()
    #expect(budget.mayRead(share, now: 0))
    #expect(budget.update(share, holding: 1_000, now: 0).isEmpty)
    #expect(budget.mayRead(share, now: 0))
    return share
  }

  @Test func `lets all read while some is left`() {
    for held in [999, 0, 0] {
      let share = IntakeShare()
      #expect(budget.mayRead(share, now: 0))
      #expect(budget.update(share, holding: held, now: 0).isEmpty)
      #expect(!share.isWaiting)
    }
  }

  @Test func `lets only one go on when it is spent`() {
    let spender = spender()
    let others = waiting(2)
    #expect(budget.update(spender, holding: 5_000, now: 0).isEmpty)
    #expect(budget.mayRead(spender, now: 0))
    #expect(!budget.mayRead(others[0], now: 0))
  }

  @Test func `hands the pass on in the order of the line`() {
    // All of the budget stays with one that sends no more.
    let stalled = IntakeShare()
    #expect(budget.mayRead(stalled, now: 0))
    #expect(budget.update(stalled, holding: 1_000, now: 0).isEmpty)
    let first = IntakeShare()
    #expect(budget.mayRead(first, now: 0))
    let others = waiting(2)
    #expect(budget.update(first, holding: 700, now: 0).isEmpty)
    #expect(
      budget.update(first, holding: 0, now: 0).map(ObjectIdentifier.init) == [ObjectIdentifier(others[0])]
    )
    #expect(budget.mayRead(others[0], now: 0))
    #expect(!budget.mayRead(others[1], now: 0))
    #expect(
      budget.update(others[0], holding: 0, now: 0).map(ObjectIdentifier.init) == [ObjectIdentifier(others[1])]
    )
  }

  @Test func `calls as many as there is room for, once each`() {
    let budget = IntakeBudget(limit: 3 * Self.readSize, passSeconds: 30)
    let spender = IntakeShare()
    _ = budget.mayRead(spender, now: 0)
    _ = budget.update(spender, holding: 3 * Self.readSize, now: 0)
    _ = budget.mayRead(spender, now: 0)
    let others = (0..<5).map { _ in IntakeShare() }
    for share in others { #expect(!budget.mayRead(share, now: 0)) }
    #expect(budget.update(spender, holding: Self.readSize + 1, now: 0).count == 2)
    // Those two have not read yet: nobody is called in their stead.
    #expect(budget.update(spender, holding: Self.readSize, now: 0).isEmpty)
    #expect(budget.mayRead(others[0], now: 0))
    #expect(budget.update(others[0], holding: 10, now: 0).count == 1)
    #expect(budget.mayRead(others[1], now: 0))
    #expect(budget.mayRead(others[2], now: 0))
    #expect(!budget.mayRead(others[3], now: 0))
  }

  @Test func `lets no newcomer pass by those who wait`() {
    let spender = spender()
    let early = waiting(1)
    #expect(budget.update(spender, holding: 0, now: 0).count == 1)
    let late = IntakeShare()
    #expect(budget.mayRead(late, now: 0))
    #expect(budget.mayRead(early[0], now: 0))
    _ = budget.update(late, holding: 2_000, now: 0)
    #expect(budget.mayRead(late, now: 0))
    #expect(!budget.mayRead(early[0], now: 0))
    // The one with the pass is done, but the line is not.
    let newcomer = IntakeShare()
    #expect(!budget.mayRead(newcomer, now: 0))
  }

  @Test func `goes on when one who waits, was called or has the pass leaves`() {
    let spender = spender()
    let others = waiting(4)
    #expect(budget.leave(others[0], now: 0).isEmpty)
    #expect(budget.leave(spender, now: 0).map(ObjectIdentifier.init) == [ObjectIdentifier(others[1])])
    #expect(budget.leave(others[1], now: 0).map(ObjectIdentifier.init) == [ObjectIdentifier(others[2])])
    #expect(budget.mayRead(others[2], now: 0))
    #expect(
      budget.update(others[2], holding: 1_000, now: 0).map(ObjectIdentifier.init) == [
        ObjectIdentifier(others[3])
      ]
    )
    #expect(budget.leave(others[2], now: 0).isEmpty)
    #expect(budget.leave(others[3], now: 0).isEmpty)
    #expect(budget.mayRead(IntakeShare(), now: 0))
  }

  @Test func `counts what the store still has of one that left, and lends its pass to nobody`() {
    let spender = spender()
    let others = waiting(2)
    #expect(budget.leave(spender, holding: 5_000, now: 0).isEmpty)
    #expect(budget.isPassed(to: spender))
    #expect(!budget.mayRead(IntakeShare(), now: 0))
    #expect(
      budget.update(spender, holding: 0, now: 0).map(ObjectIdentifier.init) == [ObjectIdentifier(others[0])]
    )
  }

  @Test func `is lent to a client that stalls for a limited time, and only while others wait`() {
    let spender = spender()
    #expect(budget.isPassed(to: spender))
    #expect(!budget.isOverdue(now: 1_000))
    let others = waiting(1)
    #expect(!budget.isOverdue(now: 29))
    #expect(budget.isOverdue(now: 30))
    #expect(budget.leave(spender, now: 30).count == 1)
    #expect(!budget.isPassed(to: others[0]))
    #expect(!budget.isOverdue(now: 1_000))
  }

  @Test func `never holds more than its limit, a read and one message`() {
    let (limit, messageSize) = (20 * Self.readSize, 40 * Self.readSize)
    let budget = IntakeBudget(limit: limit, passSeconds: 30)
    let shares = (0..<100).map { _ in IntakeShare() }
    var missing = [Int](repeating: messageSize, count: shares.count)
    var most = 0
    var rounds = 0
    while missing.contains(where: { $0 > 0 }) {
      rounds += 1
      for (index, share) in shares.enumerated() where missing[index] > 0 {
        guard !share.isWaiting, budget.mayRead(share, now: 0) else { continue }
        missing[index] -= Self.readSize
        let held = missing[index] > 0 ? messageSize - missing[index] : 0
        _ = budget.update(share, holding: held, now: 0)
        most = max(most, shares.reduce(0) { $0 + $1.heldByteCount })
      }
      guard rounds < 10_000 else { break }
    }
    #expect(missing.allSatisfy { $0 == 0 })
    #expect(most <= limit + Self.readSize + messageSize)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `forgets nobody, in whatever order they come, are stored and go`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let budget = IntakeBudget(limit: 3 * Self.readSize, passSeconds: 30)
    var shares = (0..<30).map { _ in IntakeShare() }
    for _ in 0..<3_000 {
      let place = Int(random.next() % UInt64(shares.count))
      let share = shares[place]
      switch random.next() % 8 {
      case 0:
        // Hangs up, perhaps behind a message that the store still has.
        let held = random.next() % 2 == 0 ? share.heldByteCount : 0
        _ = budget.leave(share, holding: held, now: 0)
        if held > 0 { _ = budget.update(share, holding: 0, now: 0) }
        shares[place] = IntakeShare()
      case 1, 2: _ = budget.update(share, holding: 0, now: 0)
      default:
        guard !share.isWaiting, budget.mayRead(share, now: 0) else { continue }
        _ = budget.update(share, holding: share.heldByteCount + Int(random.next() % 600_000), now: 0)
      }
    }
    // Each is finished as soon as it may read.
    var rest = shares
    for _ in shares {
      rest.removeAll { share in
        guard !share.isWaiting, budget.mayRead(share, now: 0) else { return false }
        _ = budget.update(share, holding: 0, now: 0)
        return true
      }
    }
    #expect(rest.isEmpty)
    // All of the budget is there again, and nobody has the pass.
    let last = IntakeShare()
    #expect(budget.mayRead(last, now: 0))
    #expect(!budget.isPassed(to: last))
    #expect(budget.update(last, holding: 3 * Self.readSize - 1, now: 0).isEmpty)
    #expect(budget.mayRead(IntakeShare(), now: 0))
  }
}
