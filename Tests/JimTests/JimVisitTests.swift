import Jim
import Testing

@Suite struct `A visit of Jim` {
  private static let never = JimSettings(acceptChance: 1)
  private static let always = JimSettings(
    disconnectChance: 1,
    acceptChance: 0,
    linkSpeedAffect: 1,
    linkSpeedMin: 100,
    linkSpeedMax: 200,
    rejectSenderChance: 1,
    rejectRecipientChance: 1,
    rejectAuthChance: 1
  )

  private func visit(_ settings: JimSettings, seed: UInt64 = 1, connection: UInt64 = 1) -> JimVisit {
    JimVisit(settings, seed: seed, connection: connection)
  }

  /// What every decision of a visit comes out as, asked a few times each.
  private func fates(_ visit: JimVisit) -> [String] {
    var visit = visit
    func show(_ dice: inout Dice) -> String {
      String((0..<16).map { _ in dice.roll() ? "x" : "-" })
    }
    return [
      "\(visit.isAccepted)", "\(visit.bytesPerSecond ?? 0)", show(&visit.disconnection),
      show(&visit.senderRejection), show(&visit.recipientRejection), show(&visit.authenticationRejection),
    ]
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `is certain where a chance is 0 or 1, or beyond`(seed: UInt64) {
    let quiet = fates(visit(Self.never, seed: seed))
    #expect(quiet == ["true", "0"] + [String](repeating: String(repeating: "-", count: 16), count: 4))
    let loud = fates(visit(Self.always, seed: seed))
    #expect(loud[0] == "false")
    #expect(loud[2...] == [String](repeating: String(repeating: "x", count: 16), count: 4)[...])
    let beyond = JimSettings(
      disconnectChance: -3,
      acceptChance: 7,
      rejectSenderChance: 1e300,
      rejectRecipientChance: -1e300
    )
    let strange = fates(visit(beyond, seed: seed))
    #expect(strange[0] == "true")
    #expect(strange[2] == String(repeating: "-", count: 16))
    #expect(strange[3] == String(repeating: "x", count: 16))
    #expect(strange[4] == String(repeating: "-", count: 16))
  }

  @Test func `is the same for the same seed and connection, and another for any other`() {
    var settings = JimSettings.usual
    settings.linkSpeedAffect = 1
    settings.disconnectChance = 0.5
    settings.rejectSenderChance = 0.5
    settings.rejectRecipientChance = 0.5
    settings.rejectAuthChance = 0.5
    let first = fates(visit(settings, seed: 7, connection: 3))
    #expect(first == fates(visit(settings, seed: 7, connection: 3)))
    #expect(first != fates(visit(settings, seed: 8, connection: 3)))
    #expect(first != fates(visit(settings, seed: 7, connection: 4)))
    #expect(Set(first[2...]).count == 4)
  }

  /// Written down, so that nobody changes what a seed means without noticing.
  @Test func `means by a seed what it always meant`() {
    let settings = JimSettings(
      disconnectChance: 0.5,
      acceptChance: 0.5,
      linkSpeedAffect: 1,
      linkSpeedMin: 1000,
      linkSpeedMax: 2000,
      rejectSenderChance: 0.5,
      rejectRecipientChance: 0.5,
      rejectAuthChance: 0.5
    )
    #expect(
      fates(visit(settings, seed: 42, connection: 1)) == [
        "false", "1919", "--xxx------xxx--", "x-xx-x--xx--x-xx", "x-x-x-x-x----xxx", "--xxxx--xx--xx--",
      ]
    )
    #expect(
      fates(visit(settings, seed: 42, connection: 2)) == [
        "true", "1129", "x-x-x-x-x---x--x", "x---x-xx-x----x-", "-x-xx---x-x--x-x", "x----xx--xx----x",
      ]
    )
  }

  @Test func `asks for each kind of decision without disturbing the others`() {
    let settings = JimSettings(acceptChance: 1, rejectSenderChance: 0.5, rejectRecipientChance: 0.5)
    var busy = visit(settings)
    var plain = visit(settings)
    for _ in 0..<100 {
      _ = busy.disconnection.roll()
      _ = busy.senderRejection.roll()
    }
    for _ in 0..<32 { #expect(busy.recipientRejection.roll() == plain.recipientRejection.roll()) }
  }

  @Test func `rolls as often as the chance says`() {
    var refused = 0
    var accepted = 0
    let settings = JimSettings(acceptChance: 0.75, rejectSenderChance: 0.25)
    for connection in 0..<4000 as Range<UInt64> {
      var visit = visit(settings, connection: connection)
      if visit.isAccepted { accepted += 1 }
      if visit.senderRejection.roll() { refused += 1 }
    }
    #expect((2850...3150).contains(accepted))
    #expect((850...1150).contains(refused))
  }

  @Test(
    arguments: [
      (100, 200, 100...200), (200, 100, 100...200), (500, 500, 500...500), (0, 0, 1...1), (-5, -1, 1...1),
      (0.2, 0.9, 1...1), (-1e308, 1e308, 1...1_000_000_000), (1e300, 1e308, 1_000_000_000...1_000_000_000),
      (.nan, .nan, 1...1), (.infinity, -.infinity, 1...1_000_000_000),
    ] as [(Double, Double, ClosedRange<Int>)]
  )
  func `makes links as slow as there are`(least: Double, most: Double, speeds: ClosedRange<Int>) {
    let settings = JimSettings(linkSpeedAffect: 1, linkSpeedMin: least, linkSpeedMax: most)
    for connection in 0..<200 as Range<UInt64> {
      let speed = visit(settings, connection: connection).bytesPerSecond
      #expect(speed.map { speeds.contains($0) } == true)
    }
  }

  @Test func `makes links of all speeds between the two`() {
    let settings = JimSettings(linkSpeedAffect: 1, linkSpeedMin: 1000, linkSpeedMax: 2000)
    let speeds = (0..<1000 as Range<UInt64>).compactMap {
      visit(settings, connection: $0).bytesPerSecond
    }
    #expect(speeds.count == 1000)
    #expect(speeds.allSatisfy { (1000...2000).contains($0) })
    for tenth in 10..<20 { #expect((60...140).contains(speeds.count { $0 / 100 == tenth })) }
  }
}

@Suite struct `The visits of Jim` {
  private static let restless = JimSettings(acceptChance: 0.5)

  private func accepted(_ visits: JimVisits, _ count: Int) -> [Bool?] {
    (0..<count).map { _ in visits.next()?.isAccepted }
  }

  @Test func `are none while he is not there`() async throws {
    let jim = LocalJim()
    let visits = JimVisits(by: jim, seed: 1)
    #expect(accepted(visits, 3) == [nil, nil, nil])
    _ = try await jim.update { $0.invite(JimSettings(acceptChance: 1)) }
    #expect(accepted(visits, 2) == [true, true])
    _ = try await jim.update { $0.dismiss() }
    #expect(accepted(visits, 1) == [nil])
  }

  @Test func `are the same from every invitation on`() async throws {
    let jim = LocalJim(JimState(settings: Self.restless, isInvited: true))
    let visits = JimVisits(by: jim, seed: 5)
    let first = accepted(visits, 40)
    #expect(Set(first) == [true, false])
    #expect(accepted(visits, 40) != first)
    _ = try await jim.update { $0.dismiss() && $0.invite(nil) }
    #expect(accepted(visits, 40) == first)
    #expect(accepted(JimVisits(by: jim, seed: 5), 40) == first)
    #expect(accepted(JimVisits(by: jim, seed: 6), 40) != first)
  }

  @Test func `take new settings from the next connection on`() async throws {
    let jim = LocalJim(JimState(settings: JimSettings(acceptChance: 1), isInvited: true))
    let visits = JimVisits(by: jim, seed: 5)
    #expect(accepted(visits, 1) == [true])
    _ = try await jim.update { $0.instruct(JimSettings()) }
    #expect(accepted(visits, 1) == [false])
  }

  @Test func `cannot be foreseen without a seed`() {
    let jim = LocalJim(JimState(settings: Self.restless, isInvited: true))
    #expect(accepted(JimVisits(by: jim, seed: nil), 64) != accepted(JimVisits(by: jim, seed: nil), 64))
  }
}
