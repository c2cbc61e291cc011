import Flags

/// A few settings of every kind.
enum Fixture {
  enum Format: String, CaseIterable, FlagValue { case text, json }

  static let address = Flag<String>(
    "smtp-bind-addr",
    environment: "MH_SMTP_BIND_ADDR",
    default: "0.0.0.0:1025",
    help: "Where SMTP listens."
  )
  static let invite = Flag<Bool>("invite-jim", environment: "MH_INVITE_JIM", default: false, help: "Chaos.")
  static let messages = Flag<Int>(
    "max-messages",
    environment: "MH_MAX_MESSAGES",
    default: 0,
    help: "How many."
  )
  static let accept = Flag<Double>("jim-accept", default: 0.99, help: "How likely.")
  static let size = Flag<ByteCount?>(
    "max-bytes",
    environment: "MH_MAX_BYTES",
    default: nil,
    describedAs: "60 % of memory",
    help: "How much."
  )
  static let idle = Flag<Duration>(
    "idle-timeout",
    environment: "MH_IDLE_TIMEOUT",
    default: .seconds(300),
    help: "How long."
  )
  static let format = Flag<Format>(
    "log-format",
    environment: "MH_LOG_FORMAT",
    default: .text,
    help: "How the log looks."
  )

  static let set = FlagSet([address, invite, messages, accept, size, idle, format])

  static func parse(
    _ arguments: [String],
    environment: [String: String] = [:]
  ) throws(FlagError) -> FlagValues {
    try set.parse(arguments: arguments, environment: environment)
  }
}
