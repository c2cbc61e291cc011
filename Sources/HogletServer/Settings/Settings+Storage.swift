internal import Flags
public import MongoStore

extension Settings {
  /// Where mail is kept, with what only that storage is asked.
  public enum Storage: Hashable, Sendable {
    /// In this process, gone when it ends.
    case memory
    /// In the folder at a path, in a file a message; in a folder of its own if the path is empty.
    case maildir(path: String)
    /// In a database that replicas share.
    case mongodb(MongoConfiguration)

    /// The storage that `values` name.
    init(_ values: FlagValues) throws(SettingsError) {
      switch values[SettingsFlags.storage] {
      case "memory": self = .memory
      case "maildir": self = .maildir(path: values[SettingsFlags.maildirPath])
      case "mongodb":
        self = .mongodb(
          MongoConfiguration(
            address: MongoAddress(values[SettingsFlags.mongoURI]),
            database: values[SettingsFlags.mongoDatabase],
            collection: values[SettingsFlags.mongoCollection],
            timeout: values[SettingsFlags.storeTimeout]
          )
        )
      case let name: throw .invalidStorage(name)
      }
    }
  }
}
