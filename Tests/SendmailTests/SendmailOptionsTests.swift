import Sendmail
import Testing

@Suite struct `The options of sendmail` {
  func read(_ arguments: String..., environment: [String: String] = [:]) throws -> SendmailOptions {
    try SendmailOptions(arguments, environment: environment)
  }

  @Test func `say nothing by themselves`() throws {
    let options = try read()
    #expect(options.mode == .deliver && options.server == "localhost:1025" && options.sender == nil)
    #expect(options.recipients == [] && !options.readsHeader && !options.isVerbose)
  }

  @Test(arguments: [
    ["--smtp-addr", "h:1", "--from", "a@x", "-v", "-t"],
    ["--smtp-addr=h:1", "-f", "a@x", "--verbose", "--long-t"],
    ["-vtfa@x", "--smtp-addr=h:1"], ["-v", "-it", "-ra@x", "--smtp-addr", "h:1"],
    ["-f=a@x", "-tiv", "--long-i", "--smtp-addr", "h:1"],
  ])
  func `are those of MailHog, short or long`(arguments: [String]) throws {
    let options = try SendmailOptions(arguments, environment: [:])
    #expect(options.server == "h:1" && options.sender == "a@x" && options.readsHeader && options.isVerbose)
    #expect(options.recipients == [])
  }

  @Test func `outrank their variables, which count unless they are empty`() throws {
    let variables = ["MH_SENDMAIL_SMTP_ADDR": "v:1", "MH_SENDMAIL_FROM": "v@x"]
    let given = try read(environment: variables)
    #expect(given.server == "v:1" && given.sender == "v@x")
    let outranked = try read("--smtp-addr", "f:1", "-f", "f@x", environment: variables)
    #expect(outranked.server == "f:1" && outranked.sender == "f@x")
    let empty = try read(environment: ["MH_SENDMAIL_SMTP_ADDR": "", "MH_SENDMAIL_FROM": ""])
    #expect(empty.server == "localhost:1025" && empty.sender == nil)
  }

  @Test(arguments: [
    ["a@x", "-t", "b@x", "--smtp-addr", "h", "c@x"], ["-t", "--", "a@x", "b@x", "c@x"],
    ["a@x", "b@x", "-Fname", "-t", "c@x"],
  ])
  func `leave recipients wherever they stand`(arguments: [String]) throws {
    #expect(try SendmailOptions(arguments, environment: [:]).recipients == ["a@x", "b@x", "c@x"])
  }

  /// As cron, mailx, logrotate, git and PHP's documentation call it.
  @Test(arguments: [
    ["-FCronDaemon", "-i", "-B8BITMIME", "-oem", "a@x"], ["-FCronDaemon", "-odi", "-oem", "-oi", "a@x"],
    ["-i", "-F", "Full Name", "-B", "8BITMIME", "a@x"], ["-oi", "-o", "em", "-em", "-e", "q", "a@x"],
    ["-N", "never", "-R", "hdrs", "-V", "id", "-n", "-m", "-U", "-G", "a@x"], ["-bm", "-b", "m", "a@x"],
    [
      "-Ac", "-C", "/etc/x", "-OTimeout=1", "-X", "log", "-p", "ESMTP", "-L", "tag", "-d0.1", "-h4", "a@x",
    ],
    ["-q", "a@x"], ["-q30m", "a@x"],
  ])
  func `may be those of any sendmail`(arguments: [String]) throws {
    let options = try SendmailOptions(arguments, environment: [:])
    #expect(options.recipients == ["a@x"] && options.mode == .deliver)
  }

  @Test(arguments: [["-t", "-i", "-f"], ["-f", "-t"]])
  func `may have a sender that a script has left out`(arguments: [String]) throws {
    let options = try SendmailOptions(arguments, environment: ["MH_SENDMAIL_FROM": "v@x"])
    #expect(options.sender == "v@x" && options.readsHeader)
  }

  @Test func `may say that nobody sends`() throws {
    #expect(try read("-f", "").sender == "")
    #expect(try read("-f", "<>").sender == "<>")
  }

  @Test func `choose what to do`() throws {
    #expect(try read("-bs").mode == .relay)
    #expect(try read("-b", "s", "-v").mode == .relay)
    #expect(try read("-q").mode == .runQueue)
    #expect(try read("-q30m", "-v").mode == .runQueue)
    #expect(try read("-q", "-t").mode == .deliver)
  }

  @Test(
    arguments: [
      ("--help", "pflag: help requested\n"), ("-h", "pflag: help requested\n"),
      ("--nope=1", "unknown flag: --nope\n"),
      ("-tZ", "unknown shorthand flag: 'Z' in -Z\n"), ("--from", "flag needs an argument: --from\n"),
    ]
  )
  func `are answered in the words of MailHog's library`(argument: String, output: String) {
    #expect(Sendmail.run([argument], environment: [:]).output == output)
  }

  @Test(
    arguments: [
      (["--help"], .helpRequested), (["-h"], .helpRequested), (["-t", "-h"], .helpRequested),
      (["--nope=1"], .unknown("--nope")),
      (["-Z"], .unknown("-Z")), (["-tZ"], .unknown("-Z")), (["--smtp-addr"], .missingValue("--smtp-addr")),
      (["--from"], .missingValue("--from")), (["-bd"], .unsupportedMode("-bd")),
      (["-b"], .unsupportedMode("-b")),
      (["-t", "-bp"], .unsupportedMode("-bp")),
    ] as [([String], SendmailUsageError)]
  )
  func `are refused where nothing could come of them`(arguments: [String], error: SendmailUsageError) {
    #expect(throws: error) { try SendmailOptions(arguments, environment: [:]) }
    let ending = Sendmail.run(arguments, environment: [:])
    #expect(ending.status == 2)
    #expect(ending.output.hasSuffix("\n"))
    #expect(ending.text.contains("Usage: hoglet sendmail"))
  }

  @Test(
    arguments: [
      ("localhost:1025", "localhost", "1025"), ("h", "h", "1025"), ("h:", "h", "1025"),
      (":25", "localhost", "25"), ("", "localhost", "1025"),
      ("[::1]:25", "::1", "25"), ("[::1]", "::1", "1025"), ("::1", "::1", "1025"),
      ("127.0.0.1:smtp", "127.0.0.1", "smtp"),
    ]
  )
  func `name a server as people do`(text: String, host: String, port: String) {
    let address = ServerAddress(text)
    #expect(address.host == host && address.port == port)
    #expect(ServerAddress(address.description) == address)
  }
}
