import Flags
import Testing

@Suite struct `A command line` {
  @Test func `may say nothing`() throws {
    let values = try Fixture.parse([])
    #expect(values[Fixture.address] == "0.0.0.0:1025")
    #expect(values[Fixture.invite] == false)
    #expect(values[Fixture.size] == nil)
    #expect(values[Fixture.idle] == .seconds(300))
    #expect(values[Fixture.format] == .text)
    #expect(values == FlagValues())
  }

  @Test(arguments: [
    ["-smtp-bind-addr", ":2525"],
    ["--smtp-bind-addr", ":2525"],
    ["-smtp-bind-addr=:2525"],
    ["--smtp-bind-addr=:2525"],
    ["-smtp-bind-addr", ":1", "-smtp-bind-addr", ":2525"],
  ])
  func `gives a value in any of Go's spellings`(arguments: [String]) throws {
    let values = try Fixture.parse(arguments)
    #expect(values[Fixture.address] == ":2525")
  }

  @Test(arguments: [
    (["-smtp-bind-addr="], ""),
    (["-smtp-bind-addr", ""], ""),
    (["-smtp-bind-addr=a=b"], "a=b"),
    (["-smtp-bind-addr", "-invite-jim"], "-invite-jim"),
    (["-smtp-bind-addr", "--"], "--"),
  ])
  func `may give a value that is empty or looks like a flag`(arguments: [String], value: String) throws {
    let values = try Fixture.parse(arguments)
    #expect(values[Fixture.address] == value)
    #expect(values[Fixture.invite] == false)
  }

  @Test func `turns a switch on by naming it`() throws {
    let values = try Fixture.parse(["-invite-jim", "-max-messages", "7"])
    #expect(values[Fixture.invite])
    #expect(values[Fixture.messages] == 7)
  }

  @Test func `gives a switch its word only behind an equals sign`() throws {
    let off = try Fixture.parse(["-invite-jim=false"])
    #expect(!off[Fixture.invite] && off != FlagValues())
    let on = try Fixture.parse(["-invite-jim", "false", "-max-messages", "7"])
    #expect(on[Fixture.invite])
    #expect(on[Fixture.messages] == 0, "the word was a positional, and flags end there")
  }

  @Test(arguments: [
    ["-max-messages=7", "MailHog", "-invite-jim", "-nonsense"],
    ["-max-messages=7", "--", "-invite-jim"],
    ["-max-messages=7", "-", "-invite-jim"],
    ["-max-messages=7", "", "-invite-jim"],
  ])
  func `ends at the first positional and at two dashes`(arguments: [String]) throws {
    let values = try Fixture.parse(arguments)
    #expect(values[Fixture.messages] == 7)
    #expect(!values[Fixture.invite])
  }

  @Test func `hands over what stands behind the flags`() throws {
    #expect(try Fixture.parse(["-max-messages=7", "--", "-a", "b"]).operands == ["-a", "b"])
    #expect(try Fixture.parse(["-invite-jim", "a", "-b"]).operands == ["a", "-b"])
    #expect(try Fixture.parse(["-invite-jim"]).operands == [])
  }

  @Test(arguments: ["-h", "-help", "--help", "--h", "-help=yes"])
  func `may ask for help`(argument: String) {
    #expect(throws: FlagError.helpRequested) { try Fixture.parse([argument]) }
  }

  @Test func `may name a help flag that the program defines itself`() throws {
    let own = Flag<Bool>("h", default: false, help: "Ours.")
    let values = try FlagSet([own]).parse(arguments: ["-h"], environment: [:])
    #expect(values[own])
  }

  @Test(arguments: [
    (["-nonsense"], FlagError.unknown(name: "nonsense")),
    (["--nonsense=1"], .unknown(name: "nonsense")),
    (["-smtp-bind-addr:x"], .unknown(name: "smtp-bind-addr:x")),
    (["---x"], .malformed(argument: "---x")),
    (["-=1"], .malformed(argument: "-=1")),
    (["--=1"], .malformed(argument: "--=1")),
    (["-max-messages"], .missingValue(name: "max-messages")),
  ])
  func `is refused when it is no Go command line`(arguments: [String], error: FlagError) {
    #expect(throws: error) { try Fixture.parse(arguments) }
  }

  @Test func `is refused when a value does not fit its flag`() {
    let error = FlagError.invalidValue(
      source: "-max-messages",
      text: "many",
      expectation: "a whole number from 0 up"
    )
    #expect(throws: error) { try Fixture.parse(["--max-messages=many"]) }
  }
}

@Suite struct `A flag outside the set` {
  @Test func `has its default`() throws {
    let stranger = Flag<Int>("stranger", default: 3, help: "")
    let values = try Fixture.parse([])
    #expect(values[stranger] == 3)
  }
}

@Suite struct `A set of flags` {
  @Test func `holds no two of one name`() async {
    await #expect(processExitsWith: .failure) {
      _ = FlagSet([Flag<Int>("twice", default: 1, help: ""), Flag<Bool>("twice", default: true, help: "")])
    }
  }
}
