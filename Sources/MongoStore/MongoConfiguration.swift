/// Which database to keep mail in, and how patiently.
public struct MongoConfiguration: Hashable, Sendable {
  /// Where the database is.
  public let address: MongoAddress
  /// The name of the database.
  public let database: String
  /// The collection that MailHog reads and writes too; ours beside it have its name and more.
  public let collection: String
  /// How long a caller waits before he hears that the store is unavailable.
  public var timeout: Duration
  /// How long to wait for another replica that has stopped to tell what it did.
  package var patience = Duration.seconds(5)
  /// How long a replica has to be unknown until pieces of messages that it began are of no use.
  package var orphanAge = Duration.seconds(600)
  /// How often to look for such pieces.
  package var sweepInterval = Duration.seconds(60)

  /// A configuration of these.
  public init(address: MongoAddress, database: String, collection: String, timeout: Duration = .seconds(10)) {
    (self.address, self.database, self.collection) = (address, database, collection)
    self.timeout = timeout
  }

  /// What replicas tell each other: one document each, and a few that all share.
  var sharedCollection: String { collection + ".hoglet" }
  /// What replicas did besides storing messages.
  var journalCollection: String { collection + ".hoglet.journal" }
  /// Servers that somebody has saved to release messages to.
  var outgoingCollection: String { collection + ".hoglet.outgoing" }
  /// The pieces of large messages.
  var chunkCollection: String { collection + ".hoglet.chunks" }
}
