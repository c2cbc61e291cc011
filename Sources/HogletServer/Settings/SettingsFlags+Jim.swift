internal import Flags
internal import Jim

extension SettingsFlags {
  private static let usual = JimSettings.usual

  static let inviteJim = Flag<Bool>(
    "invite-jim",
    environment: "MH_INVITE_JIM",
    default: false,
    help: "Let Jim, the chaos monkey, make trouble for those who send."
  )

  // MailHog has these as flags only.
  static let jimDisconnect = Flag<Double>(
    "jim-disconnect",
    environment: "MH_JIM_DISCONNECT",
    default: usual.disconnectChance,
    help: "How likely Jim ends a connection each time something was read."
  )
  static let jimAccept = Flag<Double>(
    "jim-accept",
    environment: "MH_JIM_ACCEPT",
    default: usual.acceptChance,
    help: "How likely Jim lets a connection in."
  )
  static let jimLinkSpeedAffect = Flag<Double>(
    "jim-linkspeed-affect",
    environment: "MH_JIM_LINKSPEED_AFFECT",
    default: usual.linkSpeedAffect,
    help: "How likely Jim makes a connection slow."
  )
  static let jimLinkSpeedMin = Flag<Double>(
    "jim-linkspeed-min",
    environment: "MH_JIM_LINKSPEED_MIN",
    default: usual.linkSpeedMin,
    describedAs: "1024",
    help: "The slowest that a slow connection is, in bytes a second."
  )
  static let jimLinkSpeedMax = Flag<Double>(
    "jim-linkspeed-max",
    environment: "MH_JIM_LINKSPEED_MAX",
    default: usual.linkSpeedMax,
    describedAs: "10240",
    help: "The fastest that a slow connection is, in bytes a second."
  )
  static let jimRejectSender = Flag<Double>(
    "jim-reject-sender",
    environment: "MH_JIM_REJECT_SENDER",
    default: usual.rejectSenderChance,
    help: "How likely Jim refuses a sender."
  )
  static let jimRejectRecipient = Flag<Double>(
    "jim-reject-recipient",
    environment: "MH_JIM_REJECT_RECIPIENT",
    default: usual.rejectRecipientChance,
    help: "How likely Jim refuses a recipient."
  )
  static let jimRejectAuth = Flag<Double>(
    "jim-reject-auth",
    environment: "MH_JIM_REJECT_AUTH",
    default: usual.rejectAuthChance,
    help: "How likely Jim refuses credentials."
  )

  // Hoglet's own.
  static let jimSeed = Flag<Int?>(
    "jim-seed",
    environment: "MH_JIM_SEED",
    default: nil,
    describedAs: "another one each time",
    help: "A number that decides all that Jim does: the same one, the same trouble."
  )
}
