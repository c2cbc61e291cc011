internal import Flags

/// Who may use HTTP, and where the page finds the API.
public struct AccessSettings: Sendable {
  /// The file of users and password hashes, or nil to let everyone in.
  public var authenticationFile: String?
  /// Where the page's API is, or nil for where the page is.
  public var apiHost: APIHost?

  init(_ values: FlagValues) throws(SettingsError) {
    let path = values[SettingsFlags.authenticationFile]
    authenticationFile = path.isEmpty ? nil : path
    let host = values[SettingsFlags.apiHost]
    guard !host.isEmpty else { return }
    guard let host = APIHost(host) else { throw .invalidAPIHost(host) }
    apiHost = host
  }
}
