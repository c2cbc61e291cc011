internal import Bytes
internal import Guarding
internal import MailStore

/// Keeps the collection within its limits; what it deletes is told as any deletion.
final class Retention: Sendable {
  /// The most messages that go at once.
  private static let batch: Int64 = 500

  /// A deletion that may have been done or not.
  private struct Unfinished: Sendable {
    let documents: [StampedDocument]
    let stamp: Stamp
    var isRepeated = false
  }

  private let limits: RetentionLimits
  private let deletion: Deletion
  private let now: @Sendable () -> Timestamp
  /// The place behind the last event when everything was within the limits.
  private let checked = Guarded<MailEvents.Cursor?>(nil)
  private let unfinished = Guarded<Unfinished?>(nil)

  init(_ limits: RetentionLimits, deletion: Deletion, now: @escaping @Sendable () -> Timestamp) {
    (self.limits, self.deletion, self.now) = (limits, deletion, now)
  }

  /// Deletes what is too old or too much, oldest first, and returns how many messages went.
  func apply(through client: borrowing MongoClient) throws(MongoFailure) -> Int {
    var count = try finish(through: client)
    if let age = limits.age { count += try expire(age, through: client) }
    guard limits.count != nil || limits.bytes != nil else { return count }
    let end = deletion.events.end
    guard checked.withLock({ $0 != end }) else { return count }
    let surplus = try surplus(through: client)
    let gone = surplus.isNone ? 0 : try deleteOldest(surplus, through: client)
    if gone == 0 { checked.withLock { $0 = end } }
    return count + gone
  }

  private func expire(_ age: Int, through client: borrowing MongoClient) throws(MongoFailure) -> Int {
    let (span, isTooLong) = Int64(age).multipliedReportingOverflow(by: 1_000)
    let (limit, isTooEarly) = now().milliseconds.subtractingReportingOverflow(span)
    guard !isTooLong, !isTooEarly else { return 0 }
    let filter = BSONWriter.document { $0.document("created") { $0.date("$lte", limit) } }
    return try delete(try oldest(filter, through: client), through: client)
  }

  /// What there is too much.
  private func surplus(through client: borrowing MongoClient) throws(MongoFailure) -> Surplus {
    let configuration = deletion.connection.configuration
    let command = BSONWriter.document { writer in
      writer.string("aggregate", configuration.collection)
      writer.array("pipeline") { writer in
        writer.document(.index(0)) { writer in
          writer.document("$group") { writer in
            writer.null("_id")
            writer.document("count") { $0.int32("$sum", 1) }
            writer.document("bytes") { $0.string("$sum", "$content.size") }
          }
        }
      }
      writer.document("cursor") { _ in }
    }
    let reply = try client.read(command, from: configuration.database)
    let totals = reply["cursor"]?.document?["firstBatch"]?.array?.first?.document
    return Surplus(
      of: totals?["count"]?.integer ?? 0,
      bytes: totals?["bytes"]?.integer ?? 0,
      over: limits
    )
  }

  private func deleteOldest(
    _ surplus: Surplus,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Int {
    let candidates = try oldest(BSONWriter.document { _ in }, through: client)
    let sizes = candidates.map { $0["content"]?.document?["size"]?.integer ?? 0 }
    return try delete(Array(candidates.prefix(surplus.share(of: sizes))), through: client)
  }

  private func oldest(
    _ filter: [UInt8],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> [BSONDocument] {
    let configuration = deletion.connection.configuration
    let options = BSONWriter.document { writer in
      writer.document("projection") { writer in
        for key in ["id", "hoglet.origin", "hoglet.n", "hoglet.chunks", "hoglet.exact.id"] as [BSONKey] {
          writer.int32(key, 1)
        }
        writer.int32("content.size", 1)
      }
      writer.document("sort", encoded: MessageReader.oldestFirst)
      writer.int64("limit", Self.batch)
    }
    return try client.all(in: configuration.collection, of: configuration.database, filter, options: options)
  }

  private func delete(
    _ documents: [BSONDocument],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Int {
    let going = documents.compactMap { StampedDocument($0) }
    guard !going.isEmpty else { return 0 }
    unfinished.withLock { $0 = Unfinished(documents: going, stamp: deletion.ledger.begin()) }
    return try finish(through: client)
  }

  /// Does what was begun, again if need be: other replicas wait for its number.
  func finish(through client: borrowing MongoClient) throws(MongoFailure) -> Int {
    let begun = unfinished.withLock { unfinished in
      let begun = unfinished
      unfinished?.isRepeated = true
      return begun
    }
    guard let begun else { return 0 }
    let count = try deletion.delete(
      begun.documents,
      as: begun.stamp,
      isRepeated: begun.isRepeated,
      through: client
    )
    unfinished.withLock { $0 = nil }
    return count
  }
}
