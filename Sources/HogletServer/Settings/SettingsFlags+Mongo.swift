internal import Flags

/// The settings of the MongoDB storage; those without a comment are MailHog's, whose flags and variables differ in name.
extension SettingsFlags {
  static let mongoURI = Flag<String>(
    "mongo-uri",
    environment: "MH_MONGO_URI",
    default: "127.0.0.1:27017",
    help: "Where MongoDB is: host:port, several of them, or a mongodb:// or mongodb+srv:// URI with options."
  )
  static let mongoDatabase = Flag<String>(
    "mongo-db",
    environment: "MH_MONGO_DB",
    default: "mailhog",
    help: "The database to keep mail in."
  )
  static let mongoCollection = Flag<String>(
    "mongo-coll",
    environment: "MH_MONGO_COLLECTION",
    default: "messages",
    help: "The collection to keep mail in. Hoglet's own begin with its name and .hoglet."
  )
  /// Hoglet's own.
  static let storeTimeout = Flag<Duration>(
    "store-timeout",
    environment: "MH_STORE_TIMEOUT",
    default: .seconds(10),
    help: "How long to wait for MongoDB before a client is told that mail cannot be stored or read."
  )
}
