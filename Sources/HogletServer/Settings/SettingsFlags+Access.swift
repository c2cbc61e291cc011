internal import Flags

extension SettingsFlags {
  static let allowedHosts = Flag<AllowedHosts?>(
    "allowed-hosts",
    environment: "MH_ALLOWED_HOSTS",
    default: nil,
    describedAs: "every host",
    help: "The hosts that HTTP may be asked for, besides addresses, localhost and names without a dot."
  )
  static let apiHost = Flag<String>(
    "api-host",
    environment: "MH_API_HOST",
    default: "",
    help: "Where the page finds the API, if not where it came from itself: https://mail.example:8025."
  )
  static let authenticationFile = Flag<String>(
    "auth-file",
    environment: "MH_AUTH_FILE",
    default: "",
    help: "A file of users who may use HTTP, user:hash a line, with hashes of hoglet bcrypt."
  )
}
