internal import Flags

extension Settings {
  /// Whether and how messages are released to real servers.
  public struct Release: Hashable, Sendable {
    /// Whether they are at all.
    public var isAllowed: Bool
    /// The file of servers that are known by name, or nil for none.
    public var serversFile: String?
    /// A file of certificates to trust besides the system's, or nil for none.
    public var authoritiesFile: String?
    /// How long a server may take for one answer, in seconds.
    public var seconds: Int

    init(_ values: FlagValues) {
      typealias Flags = SettingsFlags
      isAllowed = values[Flags.release]
      serversFile = values[Flags.outgoingSMTP].isEmpty ? nil : values[Flags.outgoingSMTP]
      authoritiesFile = values[Flags.releaseAuthorities].isEmpty ? nil : values[Flags.releaseAuthorities]
      // No server answers in no time, and who releases a message waits for the end.
      seconds = max(values[Flags.releaseTimeout].wholeSeconds, 1)
    }
  }
}
