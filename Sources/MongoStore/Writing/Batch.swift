internal import MailStore

/// Messages that are stored with one acknowledgement.
struct Batch {
  /// Those that are in the database now, and that this replica put there.
  private(set) var stored: [Arrival] = []
  /// Those whose name was taken: to store them again changes nothing.
  private(set) var repeated: [Arrival] = []
  /// Those that the server does not take in any form.
  private(set) var refused: [(arrival: Arrival, code: UInt32)] = []

  /// All of it.
  let arrivals: [Arrival]

  init(_ arrivals: [Arrival]) {
    self.arrivals = arrivals
  }

  /// All of it, to be tried again without knowing whether it is there already.
  var doubtful: [Arrival] {
    arrivals.map { arrival in
      var arrival = arrival
      arrival.isDoubtful = true
      return arrival
    }
  }

  /// Writes the batch and sorts it by what came of each message.
  ///
  /// - Returns: What the server may take in a plainer form.
  /// - Throws: If nothing is known.
  mutating func write(
    through client: borrowing MongoClient,
    to configuration: MongoConfiguration
  ) throws(MongoFailure) -> [Arrival] {
    var documents = DocumentRun()
    var forms: [MessageEncoder.Form] = []
    let begin = ContinuousClock.now
    for arrival in arrivals {
      guard let stamp = arrival.stamp else { continue }
      let (document, form) = MessageEncoder(arrival.message, stamp: stamp).document(from: arrival.form)
      if MessageEncoder.needsChunks(form) {
        try Self.writeChunks(of: arrival.message, stamp, through: client, to: configuration)
      }
      documents.append(document)
      forms.append(form)
    }
    // A process that was stopped so long may have been taken for dead, and its chunks deleted.
    guard ContinuousClock.now - begin < configuration.orphanAge / 2 else {
      throw MongoFailure(message: "the chunks may be gone")
    }
    let reply = try client.insert(documents, into: configuration.collection, of: configuration.database)
    // What is written and not known to be durable is as good as not written; the next attempt finds it there.
    if reply.isDoubtful { throw MongoFailure(message: "the write is not confirmed") }
    return try sort(by: reply, forms, through: client, in: configuration)
  }

  private mutating func sort(
    by reply: InsertReply,
    _ forms: [MessageEncoder.Form],
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> [Arrival] {
    let codes = Dictionary(reply.failures.map { ($0.index, $0.code) }) { first, _ in first }
    let taken = arrivals.enumerated().filter { codes[$0.offset] == MongoFailure.duplicateKey }
    // Not only of those that we know to have tried before: the driver repeats what got no answer, and says nothing.
    let own = try Self.stamps(of: taken.map(\.element.message.id), through: client, in: configuration)
    var rest: [Arrival] = []
    for (index, arrival) in arrivals.enumerated() {
      switch codes[index] {
      case nil: stored.append(arrival)
      case MongoFailure.duplicateKey where arrival.stamp.map(own.contains) ?? false: stored.append(arrival)
      case MongoFailure.duplicateKey: repeated.append(arrival)
      case let code? where forms[index] == .bare || MessageEncoder.needsChunks(forms[index]):
        refused.append((arrival, code))
      case _?:
        var plainer = arrival
        plainer.form = .bare
        rest.append(plainer)
      }
    }
    return rest
  }

  /// The stamps of those messages that are there: an earlier attempt may have succeeded without our hearing of it.
  private static func stamps(
    of ids: [MessageID],
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> Set<Stamp> {
    guard !ids.isEmpty else { return [] }
    let found = try client.all(
      in: configuration.collection,
      of: configuration.database,
      DocumentName.filter(named: ids),
      options: StampedDocument.options
    )
    return Set(found.compactMap { MessageDocument($0).stamp })
  }

  private static func writeChunks(
    of message: StoredMessage,
    _ stamp: Stamp,
    through client: borrowing MongoClient,
    to configuration: MongoConfiguration
  ) throws(MongoFailure) {
    try MessageChunks.forEach(of: message, stamp: stamp) { chunk throws(MongoFailure) in
      let run = DocumentRun([chunk])
      let reply = try client.insert(run, into: configuration.chunkCollection, of: configuration.database)
      try reply.confirm("a chunk")
    }
  }
}
