package import MailStore

/// What the documents of other replicas tell: the messages that they stored, and what else they did.
package struct News {
  private let stored: [StampedDocument]
  private let entries: [JournalEntry]

  /// What documents of messages and entries of the journal tell.
  package init(messages: [BSONDocument], journal: [BSONDocument]) {
    stored = messages.compactMap { StampedDocument($0) }
    entries = journal.compactMap { JournalEntry($0) }
  }

  /// Reads what was done in these spans.
  static func read(
    _ spans: [String: OriginReader.Span],
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> News {
    var (messages, journal): ([BSONDocument], [BSONDocument]) = ([], [])
    for (origin, span) in spans {
      for numbers in numbers(of: span) {
        messages += try client.all(
          in: configuration.collection,
          of: configuration.database,
          BSONWriter.document { writer in
            writer.string("hoglet.origin", origin)
            writer.document("hoglet.n", encoded: numbers)
          },
          options: StampedDocument.options
        )
        journal += try client.all(
          in: configuration.journalCollection,
          of: configuration.database,
          BSONWriter.document { writer in
            writer.string("origin", origin)
            writer.document("n", encoded: numbers)
          }
        )
      }
    }
    return News(messages: messages, journal: journal)
  }

  /// The numbers of a span as conditions, of which each is a range of an index.
  private static func numbers(of span: OriginReader.Span) -> [[UInt8]] {
    let range = BSONWriter.document { writer in
      writer.int64("$gt", span.after)
      if let through = span.through { writer.int64("$lte", through) }
    }
    guard !span.holes.isEmpty else { return [range] }
    let holes = BSONWriter.document { writer in
      writer.array("$in") { writer in
        for (index, hole) in span.holes.enumerated() { writer.int64(.index(index), hole) }
      }
    }
    return [range, holes]
  }

  /// The numbers of one replica's deeds that were found.
  package func numbers(of origin: String) -> Set<Int64> {
    let stamps = stored.compactMap(\.stamp) + entries.map(\.stamp)
    return Set(stamps.filter { $0.origin == origin }.map(\.number))
  }

  /// All of it as events: what was cleared went before what is there now, and a message comes before it goes.
  ///
  /// `isKnown` says whether an event with that stamp has been told already.
  package func events(_ isKnown: (Stamp) -> Bool) -> [MailEvent] {
    var told: Set<Stamp> = []
    var events: [MailEvent] = []
    if entries.contains(where: { $0.deed == .cleared && !isKnown($0.stamp) }) { events.append(.cleared) }
    for arrival in arrivals where !isKnown(arrival.stamp) {
      guard told.insert(arrival.stamp).inserted else { continue }
      events.append(.stored(arrival.id))
    }
    for entry in entries.sorted(by: { $0.stamp.number < $1.stamp.number }) where !isKnown(entry.stamp) {
      for subject in entry.subjects {
        if entry.deed == .deleted, let stamp = subject.stamp, !isKnown(stamp), told.insert(stamp).inserted {
          // It came and went between two looks.
          events.append(.stored(subject.id))
        }
        switch entry.deed {
        case .deleted: events.append(.deleted(subject.id))
        case .updated: events.append(.updated(subject.id))
        case .cleared, .stored: break
        }
      }
    }
    return events
  }

  /// What came, whoever stored it, in the order of lists.
  private var arrivals: [(created: Int64, stamp: Stamp, id: MessageID)] {
    let own = stored.compactMap { message in message.stamp.map { (message.created, $0, message.id) } }
    let foreign = entries.filter { $0.deed == .stored }.flatMap { entry in
      entry.subjects.map { ($0.created ?? 0, entry.stamp, $0.id) }
    }
    return (own + foreign).sorted { left, right in
      (left.0, left.1.number, left.2.text) < (right.0, right.1.number, right.2.text)
    }
  }
}
