internal import Logging
internal import MailStore

/// Deletes messages and tells all replicas.
///
/// The journal has the deed before it is done, and the others believe it only when this replica says that it is done: so
/// one that dies in between leaves nobody with a wrong idea.
struct Deletion {
  let connection: Connection
  let ledger: Ledger
  let events: MailEvents
  let herald: Herald

  private var configuration: MongoConfiguration { connection.configuration }

  /// Deletes these documents.
  ///
  /// - Parameters:
  ///   - documents: What to delete, as it was found.
  ///   - stamp: The number of this deed. A second attempt has the same.
  ///   - isRepeated: Whether an attempt before this one ended without an answer.
  ///   - client: Through which to do it.
  /// - Returns: How many were there; at the most, if an attempt has got no answer.
  /// - Throws: If it is not known whether it is done; it may be tried again.
  func delete(
    _ documents: [StampedDocument],
    as stamp: Stamp,
    isRepeated: Bool = false,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Int {
    let subjects = documents.map { JournalEntry.Subject(id: $0.id, stamp: $0.stamp) }
    try client.write(JournalEntry(stamp, .deleted, subjects), to: configuration)
    let command = DeleteCommand.document(from: configuration.collection, named: documents.map(\.name))
    let count = Int(clamping: try client.write(command, to: configuration.database).matchedCount)
    try client.deleteChunks(documents.flatMap(\.chunkNames), of: configuration)
    guard count > 0 || isRepeated else {
      // Another replica was faster, and tells it.
      try client.write(
        DeleteCommand.document(from: configuration.journalCollection) {
          $0.string("_id", stamp.description)
        },
        to: configuration.database
      )
      finish(stamp, [])
      return 0
    }
    finish(stamp, subjects.map { .deleted($0.id) })
    // Of an attempt that got no answer nobody knows how many it found.
    return isRepeated ? documents.count : count
  }

  /// Deletes all messages.
  func deleteAll(as stamp: Stamp, through client: borrowing MongoClient) throws(MongoFailure) {
    try client.write(JournalEntry(stamp, .cleared), to: configuration)
    let chunked = try client.all(
      in: configuration.collection,
      of: configuration.database,
      BSONWriter.document { $0.document("hoglet.chunks") { $0.bool("$exists", true) } },
      options: StampedDocument.options
    )
    try client.write(
      DeleteCommand.document(from: configuration.collection) { _ in },
      to: configuration.database
    )
    try client.deleteChunks(
      chunked.compactMap { StampedDocument($0) }.flatMap(\.chunkNames),
      of: configuration
    )
    finish(stamp, [.cleared])
  }

  private func finish(_ stamp: Stamp, _ told: [MailEvent]) {
    for event in told { events.publish(event) }
    ledger.settle(stamp)
    herald.announce()
  }
}

extension MongoClient {
  /// Puts an entry into the journal, unless it is there.
  borrowing func write(
    _ entry: JournalEntry,
    to configuration: MongoConfiguration
  ) throws(MongoFailure) {
    let run = DocumentRun([entry.document])
    let reply = try insert(run, into: configuration.journalCollection, of: configuration.database)
    try reply.confirm("the journal")
  }
}
