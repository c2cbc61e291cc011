import Flags
import Testing

@Suite struct `The environment` {
  @Test func `is asked when a flag is absent`() throws {
    let values = try Fixture.parse([], environment: ["MH_SMTP_BIND_ADDR": ":2525", "MH_INVITE_JIM": "T"])
    #expect(values[Fixture.address] == ":2525")
    #expect(values[Fixture.invite])
  }

  @Test func `is outranked by a flag`() throws {
    let values = try Fixture.parse(
      ["-smtp-bind-addr=:1", "-invite-jim=false"],
      environment: ["MH_SMTP_BIND_ADDR": ":2525", "MH_INVITE_JIM": "true"]
    )
    #expect(values[Fixture.address] == ":1")
    #expect(!values[Fixture.invite])
  }

  @Test func `gives an empty value when a variable is set but empty`() throws {
    let values = try Fixture.parse([], environment: ["MH_SMTP_BIND_ADDR": ""])
    #expect(values[Fixture.address] == "")
  }

  @Test func `gives none when a variable of a limit is set but empty`() throws {
    let values = try Fixture.parse([], environment: ["MH_MAX_BYTES": ""])
    #expect(values[Fixture.size] == nil)
  }

  @Test func `may hold what belongs to others`() throws {
    let values = try Fixture.parse([], environment: ["PATH": "/bin", "jim-accept": "0", "MH_SMTP": "x"])
    #expect(values == FlagValues())
  }

  @Test(arguments: ["MH_INVITE_JIM", "MH_MAX_MESSAGES", "MH_MAX_BYTES", "MH_IDLE_TIMEOUT", "MH_LOG_FORMAT"])
  func `is refused when a value does not fit`(variable: String) throws {
    // An empty variable is no limit to a flag that has none by default.
    for text in variable == "MH_MAX_BYTES" ? ["perhaps"] : ["", "perhaps"] {
      let error = #expect(throws: FlagError.self) { try Fixture.parse([], environment: [variable: text]) }
      guard case .invalidValue(let source, let shown, _) = error else {
        Issue.record("\(variable) was refused as \(String(describing: error))")
        return
      }
      #expect(source == variable)
      #expect(shown == text)
    }
  }

  @Test func `is checked where a flag outranks it`() {
    #expect(throws: FlagError.self) {
      try Fixture.parse(["-max-messages=3"], environment: ["MH_MAX_MESSAGES": "many"])
    }
  }

  @Test func `does not stand in the way of help`() {
    #expect(throws: FlagError.helpRequested) {
      try Fixture.parse(["-h"], environment: ["MH_MAX_MESSAGES": "many"])
    }
  }
}
