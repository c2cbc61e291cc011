internal import Flags

extension Settings {
  /// Where mail is kept, with what only that storage is asked.
  public enum Storage: Hashable, Sendable {
    /// In this process, gone when it ends.
    case memory
    /// In the folder at a path, in a file a message; in a folder of its own if the path is empty.
    case maildir(path: String)

    /// The storage that `values` name.
    init(_ values: FlagValues) throws(SettingsError) {
      switch values[SettingsFlags.storage] {
      case "memory": self = .memory
      case "maildir": self = .maildir(path: values[SettingsFlags.maildirPath])
      case let name: throw .invalidStorage(name)
      }
    }
  }
}
