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
  /// Where messages are counted that are read.
  let lending: Lending

  /// Messages that were asked for by name.
  struct Named {
    /// The messages, and how each was stamped; of those that share a name, the newest comes first.
    var messages: [(message: StoredMessage, stamp: Stamp?)] = []
    /// Whether these are all; if not, others are to be asked for again.
    var isComplete = true
    private var bytes = 0

    fileprivate mutating func add(_ message: StoredMessage, _ stamp: Stamp?, limit: Int) {
      messages.append((message, stamp))
      bytes += message.footprint
      isComplete = bytes <= limit
    }
  }

  /// The messages of these names, as many as make a page.
  func messages(named names: [MessageID], through client: borrowing MongoClient) throws(MongoFailure) -> Named
  {
    let options = BSONWriter.document { writer in
      writer.document("projection", encoded: MessageDocument.projection)
    }
    let wanted = Set(names)
    var found = Named()
    func take(_ message: StoredMessage, _ document: MessageDocument) -> Bool {
      if wanted.contains(message.id) { found.add(message, document.stamp, limit: lending.pageBytes) }
      return found.isComplete
    }
    try forEach(DocumentName.filter(named: names), options, through: client, take)
    let rest = Self.rest(of: names, without: found.messages.map(\.message.id))
    if found.isComplete, !rest.isEmpty {
      try forEach(DocumentName.filter(withID: rest), options, through: client, take)
    }
    found.messages.sort { $0.message.created.nanoseconds > $1.message.created.nanoseconds }
    return found
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

  /// What there is that has been read, or has not been.
  func stamps(
    read isRead: Bool,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> [StampedDocument] {
    try stamps(ReadFilter.filter(isRead), through: client)
  }

  /// The number of messages, or of those that a filter finds.
  ///
  /// Counted, not taken from the collection's own figures: those are off after a server was killed.
  func count(_ filter: [UInt8]? = nil, through client: borrowing MongoClient) throws(MongoFailure) -> Int {
    let all = BSONWriter.document { $0.document("_id") { $0.minKey("$gte") } }
    let command = BSONWriter.document { writer in
      writer.string("count", configuration.collection)
      writer.document("query", encoded: filter ?? all)
    }
    let reply = try client.read(command, from: configuration.database)
    return Int(clamping: reply["n"]?.integer ?? 0)
  }

  /// Calls `body` with each message as it comes, until it says that it has enough.
  func forEach(
    _ filter: [UInt8],
    _ options: [UInt8],
    through client: borrowing MongoClient,
    _ body: (StoredMessage, MessageDocument) -> Bool
  ) throws(MongoFailure) {
    var failure: MongoFailure?
    try client.find(in: configuration.collection, of: configuration.database, filter, options: options) {
      let document = MessageDocument($0)
      do throws(MongoFailure) {
        guard let message = try message(document, through: client) else { return true }
        return body(message, document)
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
  }

  /// The message that a document tells, with its chunks if it has any; nil if these are gone.
  func message(
    _ document: MessageDocument,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> StoredMessage? {
    let message =
      document.chunkCount > 0 ? try assemble(document, through: client) : document.message
    message?.remove(countingIn: lending.mail)
    return message
  }

  private func assemble(
    _ document: MessageDocument,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> StoredMessage? {
    guard let stamp = document.stamp else { return nil }
    var assembly = ChunkAssembly(count: document.chunkCount)
    for name in MessageChunks.names(of: stamp, count: document.chunkCount) {
      let filter = BSONWriter.document { $0.string("_id", name) }
      let chunk = try client.all(
        in: configuration.chunkCollection,
        of: configuration.database,
        filter
      ).first
      guard let piece = chunk?["data"]?.bytes else { return nil }
      assembly.add(piece)
    }
    return assembly.message(created: document.created, isRead: document.isRead)
  }
}
