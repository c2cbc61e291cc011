internal import Flags

extension SettingsFlags {
  // MailHog's own.
  static let outgoingSMTP = Flag<String>(
    "outgoing-smtp",
    environment: "MH_OUTGOING_SMTP",
    default: "",
    help: "A JSON file of servers that messages can be released to by name."
  )

  // Hoglet's own.
  static let release = Flag<Bool>(
    "release",
    environment: "MH_RELEASE",
    default: true,
    help: "Whether messages may be released to real servers."
  )
  static let releaseTimeout = Flag<Duration>(
    "release-timeout",
    environment: "MH_RELEASE_TIMEOUT",
    default: .seconds(60),
    help: "How long a server that a message is released to may take for each answer."
  )
  static let releaseAuthorities = Flag<String>(
    "release-ca-file",
    environment: "MH_RELEASE_CA_FILE",
    default: "",
    help:
      "A file of certificates (PEM) to trust, besides the system's, in servers that messages are released to."
  )
}
