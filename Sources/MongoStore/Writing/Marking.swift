internal import MailStore

/// Notes whether messages have been read, for all replicas.
///
/// In a field of ours, which MailHog passes over; so its own messages can be marked as well. The journal has the deed before
/// it is done, as with deletions.
struct Marking {
  let connection: Connection
  let ledger: Ledger
  let events: MailEvents
  let herald: Herald

  /// Marks these documents.
  ///
  /// - Parameters:
  ///   - documents: What to mark, as it was found.
  ///   - read: Whether they have been read.
  ///   - stamp: The number of this deed. A second attempt has the same.
  ///   - isRepeated: Whether an attempt before this one ended without an answer.
  ///   - client: Through which to do it.
  /// - Returns: Of how many that was news.
  /// - Throws: If it is not known whether it is done; it may be tried again.
  func mark(
    _ documents: [StampedDocument],
    read: Bool,
    as stamp: Stamp,
    isRepeated: Bool,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Int {
    let configuration = connection.configuration
    let subjects = documents.map { JournalEntry.Subject(id: $0.id, stamp: $0.stamp) }
    try client.write(JournalEntry(stamp, .updated, subjects), to: configuration)
    let command = Self.command(for: documents.map(\.name), read: read, in: configuration.collection)
    let reply = try client.write(command, to: configuration.database)
    for subject in subjects { events.publish(.updated(subject.id)) }
    ledger.settle(stamp)
    herald.announce()
    return isRepeated ? documents.count : Int(clamping: reply.matchedCount)
  }

  private static func command(for names: [BSONValue], read: Bool, in collection: String) -> [UInt8] {
    BSONWriter.document { writer in
      writer.string("update", collection)
      writer.array("updates") { writer in
        writer.document(.index(0)) { writer in
          writer.document("q") { query in
            query.document("_id") { writer in
              writer.array("$in") { writer in
                for (index, name) in names.enumerated() { writer.value(.index(index), name) }
              }
            }
            ReadFilter.write(!read, to: &query)
          }
          writer.document("u") { update in
            update.document(read ? "$set" : "$unset") { $0.bool(ReadFilter.field, true) }
          }
          writer.bool("multi", true)
        }
      }
    }
  }
}
