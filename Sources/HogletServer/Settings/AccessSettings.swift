internal import Flags

/// Who may use HTTP by which names, and where the page finds the API.
public struct AccessSettings: Sendable {
  /// The file of users and password hashes, or nil to let everyone in.
  public var authenticationFile: String?
  /// Where the page's API is, or nil for where the page is.
  public var apiHost: APIHost?
  /// The hosts that HTTP may be asked for, or nil for all.
  public var allowedHosts: AllowedHosts?

  init(_ values: FlagValues) throws(SettingsError) {
    let path = values[SettingsFlags.authenticationFile]
    authenticationFile = path.isEmpty ? nil : path
    allowedHosts = values[SettingsFlags.allowedHosts]
    let host = values[SettingsFlags.apiHost]
    guard !host.isEmpty else { return }
    guard let host = APIHost(host) else { throw .invalidAPIHost(host) }
    apiHost = host
  }
}
