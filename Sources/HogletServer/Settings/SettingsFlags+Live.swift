internal import Flags

extension SettingsFlags {
  static let maximumRequestBytes = Flag<ByteCount?>(
    "max-request-bytes",
    environment: "MH_MAX_REQUEST_BYTES",
    default: nil,
    describedAs: "3 % of the memory of the container or the machine",
    help: "How much memory HTTP requests may take that have not come whole; beyond it they get 503."
  )
  static let maximumLiveBytes = Flag<ByteCount?>(
    "max-live-bytes",
    environment: "MH_MAX_LIVE_BYTES",
    default: nil,
    describedAs: "3 % of the memory of the container or the machine",
    help: "How much memory the subscribers of live events may take who read too slowly."
  )
}
