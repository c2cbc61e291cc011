import Flags
import HogletServer
import Jim
import Testing

@Suite struct `The settings` {
  private func settings(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> Settings
  {
    try Settings(SettingsFlags.all.parse(arguments: arguments, environment: environment))
  }

  @Test func `are MailHog's when nothing is given`() throws {
    let settings = try settings()
    #expect(settings.smtpBind == "0.0.0.0:1025")
    #expect(settings.apiBind == "0.0.0.0:8025")
    #expect(settings.uiBind == "0.0.0.0:8025")
    #expect(settings.webPath == "")
    #expect(settings.hostname == "mailhog.example")
    #expect(settings.storage == .memory)
    #expect(settings.corsOrigin == nil)
    #expect(settings.maximumMessages == nil)
    #expect(settings.maximumAge == nil)
    #expect(settings.maximumBytes == nil)
    #expect(settings.maximumUnfinishedBytes == nil)
    #expect(settings.maximumMessageSize == 52_428_800)
    #expect(settings.maximumRecipients == 10_000)
    #expect(settings.maximumCommandLine == 4_096)
    #expect(settings.maximumAuthenticationLine == 16_384)
    #expect(settings.maximumHTTPHead == 65_536)
    #expect(settings.maximumHTTPBody == 1_048_576)
    #expect(settings.maximumConnections == nil)
    #expect(settings.idleSeconds == 300)
    #expect(settings.requestSeconds == 30)
    #expect(settings.logLevel == .info)
    #expect(settings.logFormat == .text)
  }

  @Test func `come from the environment`() throws {
    let settings = try settings(
      [],
      [
        "MH_SMTP_BIND_ADDR": ":25", "MH_API_BIND_ADDR": ":80", "MH_UI_BIND_ADDR": ":81", "MH_HOSTNAME": "h",
        "MH_STORAGE": "memory", "MH_UI_WEB_PATH": "hog", "MH_CORS_ORIGIN": "*", "MH_MAX_MESSAGES": "5",
        "MH_MAX_AGE": "2h", "MH_MAX_BYTES": "3MB", "MH_MAX_MESSAGE_SIZE": "1KB", "MH_MAX_RECIPIENTS": "7",
        "MH_MAX_UNFINISHED_BYTES": "4MB", "MH_MAX_COMMAND_LINE": "1KB", "MH_MAX_AUTH_LINE": "13KB",
        "MH_MAX_HTTP_HEAD": "8KB", "MH_MAX_HTTP_BODY": "2MB", "MH_MAX_CONNECTIONS": "9",
        "MH_IDLE_TIMEOUT": "8s", "MH_REQUEST_TIMEOUT": "9s",
        "MH_LOG_LEVEL": "debug", "MH_LOG_FORMAT": "json",
      ]
    )
    #expect(settings.smtpBind == ":25")
    #expect(settings.apiBind == ":80")
    #expect(settings.uiBind == ":81")
    #expect(settings.hostname == "h")
    #expect(settings.webPath == "/hog")
    #expect(settings.corsOrigin == "*")
    #expect(settings.maximumMessages == 5)
    #expect(settings.maximumAge == .seconds(7_200))
    #expect(settings.maximumBytes == 3 << 20)
    #expect(settings.maximumMessageSize == 1_024)
    #expect(settings.maximumRecipients == 7)
    #expect(settings.maximumUnfinishedBytes == 4 << 20)
    #expect(settings.maximumCommandLine == 1_024)
    #expect(settings.maximumAuthenticationLine == 13_312)
    #expect(settings.maximumHTTPHead == 8_192)
    #expect(settings.maximumHTTPBody == 2 << 20)
    #expect(settings.maximumConnections == 9)
    #expect(settings.idleSeconds == 8)
    #expect(settings.requestSeconds == 9)
    #expect(settings.logLevel == .debug)
    #expect(settings.logFormat == .json)
  }

  @Test(arguments: [
    ("hog", "/hog"), ("/hog", "/hog"), ("/hog/", "/hog"), ("a/b//", "/a/b"), ("/", ""), ("//", ""), ("", ""),
  ])
  func `put a slash before the web path and none behind it`(given: String, path: String) throws {
    #expect(try settings(["-ui-web-path", given]).webPath == path)
  }

  @Test(arguments: [("0", 0), ("1ms", 1), ("1s", 1), ("1001ms", 2), ("2m", 120)])
  func `round times up to seconds, as none means for ever`(given: String, seconds: Int) throws {
    #expect(try settings(["-request-timeout", given]).requestSeconds == seconds)
    #expect(try settings(["-idle-timeout", given]).idleSeconds == seconds)
  }

  @Test func `take times beyond all reason`() throws {
    #expect(try settings(["-request-timeout", "100000000000d"]).requestSeconds < .max / 2)
  }

  @Test func `know no other storage yet`() throws {
    #expect(throws: SettingsError.invalidStorage("nonsense")) { _ = try settings(["-storage", "nonsense"]) }
    #expect(SettingsError.invalidStorage("x").description == "Invalid storage type x")
  }

  @Test func `refuse a size that no message has`() throws {
    #expect(throws: SettingsError.nothingFits(flag: "max-message-size")) {
      _ = try settings(["-max-message-size", "0"])
    }
  }

  @Test func `take an empty variable of a limit for none`() throws {
    #expect(try settings([], ["MH_MAX_MESSAGES": "", "MH_MAX_BYTES": ""]).maximumMessages == nil)
  }

  @Test func `stop at the first word that is no flag`() throws {
    #expect(try settings(["MailHog", "-hostname", "x"]).hostname == "mailhog.example")
  }

  @Test func `leave Jim uninvited, with MailHog's chances`() throws {
    let jim = try settings().jim
    #expect(!jim.isInvited)
    #expect(jim.settings == .usual)
    #expect(jim.seed == nil)
  }

  @Test func `invite Jim and tell him what to do`() throws {
    let jim = try settings([
      "-invite-jim", "-jim-disconnect=1", "-jim-accept", "0.5", "-jim-linkspeed-affect=.25",
      "-jim-linkspeed-min", "1e3", "--jim-linkspeed-max=-1", "-jim-reject-sender=2",
      "-jim-reject-recipient=0",
      "-jim-reject-auth=+0.125", "-jim-seed", "42",
    ]).jim
    #expect(jim.isInvited)
    #expect(
      jim.settings
        == JimSettings(
          disconnectChance: 1,
          acceptChance: 0.5,
          linkSpeedAffect: 0.25,
          linkSpeedMin: 1000,
          linkSpeedMax: -1,
          rejectSenderChance: 2,
          rejectRecipientChance: 0,
          rejectAuthChance: 0.125
        )
    )
    #expect(jim.seed == 42)
  }

  @Test func `have a variable for everything about Jim`() throws {
    let jim = try settings(
      [],
      [
        "MH_INVITE_JIM": "T", "MH_JIM_DISCONNECT": "0.1", "MH_JIM_ACCEPT": "0.2",
        "MH_JIM_LINKSPEED_AFFECT": "0.3", "MH_JIM_LINKSPEED_MIN": "4", "MH_JIM_LINKSPEED_MAX": "5",
        "MH_JIM_REJECT_SENDER": "0.6", "MH_JIM_REJECT_RECIPIENT": "0.7", "MH_JIM_REJECT_AUTH": "0.8",
        "MH_JIM_SEED": "9",
      ]
    ).jim
    #expect(jim.isInvited)
    #expect(
      jim.settings
        == JimSettings(
          disconnectChance: 0.1,
          acceptChance: 0.2,
          linkSpeedAffect: 0.3,
          linkSpeedMin: 4,
          linkSpeedMax: 5,
          rejectSenderChance: 0.6,
          rejectRecipientChance: 0.7,
          rejectAuthChance: 0.8
        )
    )
    #expect(jim.seed == 9)
  }

  @Test(arguments: [
    ["-invite-jim=yes"], ["-jim-accept=often"], ["-jim-accept=NaN"], ["-jim-linkspeed-max", "inf"],
    ["-jim-seed=-1"], ["-jim-seed=1.5"],
  ])
  func `refuse what says nothing about Jim`(arguments: [String]) {
    #expect(throws: FlagError.self) { try settings(arguments) }
  }
}
