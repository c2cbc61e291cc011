/// The collections that we need.
///
/// A server makes a collection when it is first written to. But where a first message and the building of an index would
/// each make the same one at the same moment, a server may hang for good (the one of the tests does), and a start on an
/// empty database is just that. So they are made before anything else is done.
enum Collections {
  /// Sees to it that they are there; a server that will not have it so makes them as it pleases.
  ///
  /// - Throws: If there is no answer.
  static func ensure(
    in configuration: MongoConfiguration,
    through client: borrowing MongoClient
  ) throws(MongoFailure) {
    let names = [
      configuration.collection, configuration.sharedCollection, configuration.journalCollection,
      configuration.chunkCollection, configuration.outgoingCollection,
    ]
    for name in names {
      do {
        try client.write(BSONWriter.document { $0.string("create", name) }, to: configuration.database)
      } catch {
        // Nearly always: that it is there.
        guard error.isAnswer else { throw error }
      }
    }
  }
}
