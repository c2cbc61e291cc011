/// Makes a replica known in a database, and the database's content recognizable.
struct Registration {
  private let configuration: MongoConfiguration
  private let origin: String

  init(_ configuration: MongoConfiguration, origin: String) {
    (self.configuration, self.origin) = (configuration, origin)
  }

  /// Names the content of an empty database and returns the name, which may be another replica's.
  func makeEpoch(through client: borrowing MongoClient) throws(MongoFailure) -> String {
    let command = UpdateCommand.document(
      in: configuration.sharedCollection,
      named: SharedState.epochName,
      upsert: true
    ) { update in
      update.document("$setOnInsert") { $0.string("value", RandomName.make()) }
    }
    do {
      try client.write(command, to: configuration.database)
    } catch {
      // Two replicas at once: one of them was first.
      guard error.code == MongoFailure.duplicateKey else { throw error }
    }
    let documents = try client.all(in: configuration.sharedCollection, of: configuration.database)
    guard let epoch = SharedState(documents).epoch else { throw MongoFailure(message: "the epoch is gone") }
    return epoch
  }

  /// Makes this replica known; `base` is the number up to which others know what it did, if they know it at all.
  func register(base: Int64, through client: borrowing MongoClient) throws(MongoFailure) {
    let command = UpdateCommand.document(
      in: configuration.sharedCollection,
      named: SharedState.name(ofOrigin: origin),
      upsert: true
    ) { update in
      update.document("$setOnInsert") { writer in
        writer.int64("settled", base)
        writer.int64("base", base)
        writer.int64("beat", 0)
      }
    }
    try client.write(command, to: configuration.database)
  }
}
