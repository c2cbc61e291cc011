import Flags
import Testing

@Suite struct `Usage` {
  @Test func `lines up flags, help, variables and defaults`() {
    #expect(
      Fixture.set.usage("hoglet [flags]") == """
        Usage: hoglet [flags]

          -smtp-bind-addr text    Where SMTP listens.
                                  [MH_SMTP_BIND_ADDR, default: 0.0.0.0:1025]
          -invite-jim             Chaos.
                                  [MH_INVITE_JIM, default: false]
          -max-messages count     How many.
                                  [MH_MAX_MESSAGES, default: 0]
          -jim-accept number      How likely.
                                  [default: 0.99]
          -max-bytes size         How much.
                                  [MH_MAX_BYTES, default: 60 % of memory]
          -idle-timeout duration  How long.
                                  [MH_IDLE_TIMEOUT, default: 5m]
          -log-format text|json   How the log looks.
                                  [MH_LOG_FORMAT, default: text]

        """
    )
  }

  @Test func `wraps long help at word boundaries within 100 columns`() {
    let words = Array(repeating: "wherewithal", count: 30)
    let flag = Flag<Int>("n", default: 1, help: words.joined(separator: " "))
    let usage = FlagSet([flag]).usage("x")
    let lines = usage.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.count == 7)
    #expect(usage.split { $0 == " " || $0 == "\n" }.filter { $0 == "wherewithal" }.count == 30)
    #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("            w") || $0.hasPrefix("            [") })
  }

  @Test func `gives a very long flag a line of its own`() {
    let long = Flag<String>("a-name-that-nobody-would-want-to-type", default: "", help: "Long.")
    let short = Flag<String>("b", default: "", help: "Short.")
    #expect(
      FlagSet([long, short]).usage("x") == """
        Usage: x

          -a-name-that-nobody-would-want-to-type text
                   Long.
                   [default: none]
          -b text  Short.
                   [default: none]

        """
    )
  }

  @Test func `of no flags is the synopsis`() { #expect(FlagSet([]).usage("x") == "Usage: x\n\n") }
}

@Suite struct `A flag error` {
  @Test(arguments: [
    (FlagError.unknown(name: "x"), "unknown flag -x"),
    (.unknown(name: "x\ny"), "unknown flag -x\\ny"),
    (.malformed(argument: "---"), "not a flag: \"---\""),
    (.missingValue(name: "hostname"), "flag -hostname needs a value"),
    (
      .invalidValue(source: "MH_INVITE_JIM", text: "per\nhaps", expectation: Bool.expectation),
      "MH_INVITE_JIM: \"per\\nhaps\" is not true or false"
    ),
  ])
  func `is one line that names the culprit`(error: FlagError, line: String) {
    #expect(error.description == line)
    #expect(error.exitStatus == 2)
  }

  @Test func `is no failure when help was wanted`() { #expect(FlagError.helpRequested.exitStatus == 0) }
}
