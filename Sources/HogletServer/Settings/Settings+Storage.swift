internal import Flags

extension Settings {
  /// Where mail is kept, with what only that storage is asked.
  public enum Storage: Hashable, Sendable {
    /// In this process, gone when it ends.
    case memory

    /// The storage that `values` name.
    init(_ values: FlagValues) throws(SettingsError) {
      switch values[SettingsFlags.storage] {
      case "memory": self = .memory
      case let name: throw .invalidStorage(name)
      }
    }
  }
}
