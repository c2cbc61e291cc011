import Jim
import Testing

@Suite struct `A Jim who is shared` {
  private static let harsh = JimSettings(acceptChance: 1, rejectSenderChance: 0.5)

  @Test func `is asked and known to be the same`() async throws {
    let jim = LocalJim(JimState(settings: Self.harsh, isInvited: true))
    #expect(try await jim.current() == jim.state)
    let isSent = try await jim.update { $0.dismiss() }
    #expect(isSent)
    #expect(try await jim.current() == jim.state)
    #expect(!jim.state.isInvited)
  }

  @Test func `says what came of a change, and keeps what it did before it said no`() async throws {
    let jim = LocalJim()
    let isInstructed = try await jim.update { $0.instruct(Self.harsh) }
    #expect(!isInstructed && jim.state == JimState())
    let isWelcome = try await jim.update {
      $0.invite(Self.harsh) && !$0.invite(nil) && $0.dismiss() && !$0.dismiss()
    }
    #expect(isWelcome)
    #expect(jim.state == JimState(settings: Self.harsh, isInvited: false, invitations: 1))
  }

  /// Another process has noted how he is, and this one goes on from there.
  @Test func `is as somebody has noted him`() {
    var state = JimState(settings: Self.harsh, isInvited: false, invitations: 41)
    let isWelcome = state.invite(nil)
    #expect(isWelcome && state.invitations == 42 && state.settings == Self.harsh)
  }

  @Test func `may come as often as anybody likes`() {
    var state = JimState(settings: Self.harsh, isInvited: false, invitations: .max)
    let isWelcome = state.invite(nil)
    #expect(isWelcome && state.isInvited && state.invitations == .min)
  }
}

@Suite struct `The dice of Jim` {
  private func rolls(_ chance: Double, seed: UInt64 = 1, count: Int = 1_000) -> Int {
    var dice = Dice(chance: chance, generator: SplitMix64(seed: seed))
    return (0..<count).count { _ in dice.roll() }
  }

  @Test(arguments: [0, -1, -.infinity, .nan, -0.0] as [Double])
  func `never say yes where there is no chance`(chance: Double) {
    #expect(rolls(chance) == 0)
  }

  @Test(arguments: [1, 1.5, .infinity] as [Double])
  func `always say yes where it is certain`(chance: Double) {
    #expect(rolls(chance) == 1_000)
  }

  @Test func `say yes more often, the greater the chance is`() {
    let counts = stride(from: 0.0, through: 1, by: 0.1).map { rolls($0) }
    #expect(counts == counts.sorted())
    // The same numbers decide, so that nothing which happened is undone by a greater chance.
    #expect(Set(counts).count == counts.count)
  }

  @Test func `do the same again when they are copied`() {
    var first = Dice(chance: 0.5, generator: SplitMix64(seed: 9))
    for _ in 0..<10 { _ = first.roll() }
    var second = first
    for _ in 0..<100 { #expect(first.roll() == second.roll()) }
  }
}
