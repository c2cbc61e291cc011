internal import Bytes
internal import MailStore

/// Questions about messages.
struct MessageReader {
  /// Newest first: an order that is total, and the same for every replica.
  static let order = BSONWriter.document { writer in
    writer.int32("created", -1)
    writer.int32("hoglet.n", -1)
    writer.int32("_id", -1)
  }

  /// As `order`, from the other end.
  static let oldestFirst = BSONWriter.document { writer in
    writer.int32("created", 1)
    writer.int32("hoglet.n", 1)
    writer.int32("_id", 1)
  }

  let configuration: MongoConfiguration

  /// The messages of these names, and how each was stamped; of those that share a name, the newest.
  func messages(
    named names: [MessageID],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> [(message: StoredMessage, stamp: Stamp?)] {
    let options = BSONWriter.document { writer in
      writer.document("projection", encoded: MessageDocument.projection)
    }
    var found = try documents(DocumentName.filter(named: names), options, through: client)
    let rest = Self.rest(of: names, without: found.map(\.message.id))
    if !rest.isEmpty { found += try documents(DocumentName.filter(withID: rest), options, through: client) }
    let wanted = Set(names)
    return found.filter { wanted.contains($0.message.id) }
      .sorted { $0.message.created.nanoseconds > $1.message.created.nanoseconds }
  }

  /// What there is under these names.
  func stamps(
    of names: [MessageID],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> [StampedDocument] {
    var found = try stamps(DocumentName.filter(named: names), through: client)
    let rest = Self.rest(of: names, without: found.map(\.id))
    if !rest.isEmpty { found += try stamps(DocumentName.filter(withID: rest), through: client) }
    let wanted = Set(names)
    return found.filter { wanted.contains($0.id) }
  }

  private func stamps(
    _ filter: [UInt8],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> [StampedDocument] {
    try client.all(
      in: configuration.collection,
      of: configuration.database,
      filter,
      options: StampedDocument.options
    ).compactMap { StampedDocument($0) }
  }

  /// Those of `names` that have not been found and may be asked for as strings.
  private static func rest(of names: [MessageID], without found: [MessageID]) -> [MessageID] {
    let found = Set(found)
    return names.filter { !found.contains($0) && $0.text.bytes.isUTF8 }
  }

  /// A page of all messages.
  func page(start: Int, limit: Int, through client: borrowing MongoClient) throws(MongoFailure) -> MessagePage
  {
    let total = try count(through: client)
    let place = min(max(start, 0), total)
    let wanted = min(max(limit, 0), total - place)
    guard wanted > 0 else { return MessagePage(total: total, messages: []) }
    let options = BSONWriter.document { writer in
      writer.document("projection", encoded: MessageDocument.projection)
      writer.document("sort", encoded: Self.order)
      writer.int64("skip", Int64(place))
      writer.int64("limit", Int64(wanted))
    }
    let found = try documents(BSONWriter.document { _ in }, options, through: client)
    return MessagePage(total: total, messages: found.map(\.message))
  }

  /// The number of messages.
  ///
  /// Counted, not taken from the collection's own figures: those are off after a server was killed.
  func count(through client: borrowing MongoClient) throws(MongoFailure) -> Int {
    let command = BSONWriter.document { writer in
      writer.string("count", configuration.collection)
      writer.document("query") { $0.document("_id") { $0.minKey("$gte") } }
    }
    let reply = try client.read(command, from: configuration.database)
    return Int(clamping: reply["n"]?.integer ?? 0)
  }

  private func documents(
    _ filter: [UInt8],
    _ options: [UInt8],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> [(message: StoredMessage, stamp: Stamp?)] {
    var found: [MessageDocument] = []
    try client.find(in: configuration.collection, of: configuration.database, filter, options: options) {
      found.append(MessageDocument($0))
      return true
    }
    var messages: [(message: StoredMessage, stamp: Stamp?)] = []
    for document in found {
      guard let message = try message(document, through: client) else { continue }
      messages.append((message, document.stamp))
    }
    return messages
  }

  /// The message that a document tells, with its chunks if it has any; nil if these are gone.
  func message(
    _ document: MessageDocument,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> StoredMessage? {
    guard document.chunkCount > 0 else { return document.message }
    guard let stamp = document.stamp else { return nil }
    var pieces: [[UInt8]] = []
    for name in MessageChunks.names(of: stamp, count: document.chunkCount) {
      let filter = BSONWriter.document { $0.string("_id", name) }
      let chunk = try client.all(
        in: configuration.chunkCollection,
        of: configuration.database,
        filter
      ).first
      guard let piece = chunk?["data"]?.bytes else { return nil }
      pieces.append(piece)
    }
    return MessageChunks.message(of: pieces, created: document.created)
  }
}
