import Jim
import Testing

@Suite struct `Jim` {
  private static let harsh = JimSettings(acceptChance: 1, rejectSenderChance: 0.5)

  @Test func `comes once, with the settings he was given at first`() {
    var state = JimState(settings: Self.harsh)
    #expect(!state.isInvited)
    let answers = [state.invite(nil), state.invite(.usual)]
    #expect(answers == [true, false])
    #expect(state.isInvited)
    #expect(state.settings == Self.harsh)
    #expect(state.invitations == 1)
  }

  @Test func `has the last settings when he comes again, unless he is given others`() {
    var state = JimState(isInvited: true)
    #expect(state.settings == .usual)
    var answers = [state.instruct(Self.harsh), state.dismiss()]
    #expect(!state.isInvited)
    answers += [state.invite(nil)]
    #expect(state.settings == Self.harsh)
    answers += [state.dismiss(), state.invite(.usual)]
    #expect(state.settings == .usual)
    #expect(answers == [true, true, true, true, true])
    #expect(state.invitations == 3)
  }

  @Test func `is neither instructed nor sent away when he is not there`() {
    var state = JimState()
    let answers = [state.instruct(Self.harsh), state.dismiss()]
    #expect(answers == [false, false])
    #expect(state == JimState())
  }

  @Test func `takes no connection unless he is told to`() {
    #expect(JimSettings() == JimSettings(disconnectChance: 0, acceptChance: 0, linkSpeedMax: 0))
    #expect(JimSettings().acceptChance == 0)
    #expect(JimSettings.usual.acceptChance == 0.99)
  }

  @Test func `is the same for all who share him`() async throws {
    let jim = LocalJim(JimState(settings: Self.harsh))
    await withTaskGroup { group in
      for _ in 0..<100 {
        group.addTask { (try? await jim.update { $0.invite(nil) }) == true }
      }
      let welcomes = await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      #expect(welcomes == 1)
    }
    #expect(jim.state.isInvited)
    #expect(jim.state.settings == Self.harsh)
  }
}
