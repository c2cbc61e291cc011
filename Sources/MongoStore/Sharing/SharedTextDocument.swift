/// The document of a shared text, among those by which replicas know each other.
struct SharedTextDocument {
  let name: String
  let configuration: MongoConfiguration

  private var key: String { SharedState.name(ofSetting: name) }

  func read(through client: borrowing MongoClient) throws(MongoFailure) -> SharedText.Edition {
    try find(through: client).map { SharedText.Edition($0) } ?? .none
  }

  /// Writes `next` if the last edition is `last`.
  ///
  /// - Parameters:
  ///   - next: What to write.
  ///   - author: A name for this attempt, by which a second one knows that the first succeeded.
  ///   - last: What is to be there until then.
  ///   - client: Through which to do it.
  /// - Returns: Whether it is there.
  /// - Throws: If that is not known.
  func write(
    _ next: SharedText.Edition,
    by author: String,
    over last: SharedText.Edition,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Bool {
    let isDone =
      if last.version == nil {
        try insert(next, by: author, through: client)
      } else {
        try update(next, by: author, over: last, through: client)
      }
    if isDone { return true }
    return try find(through: client)?["author"]?.text == author
  }

  /// Writes the first edition, unless there is one; says whether there was none.
  func insert(
    _ first: SharedText.Edition,
    by author: String,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Bool {
    let document = BSONWriter.document { writer in
      writer.string("_id", key)
      write(first, by: author, into: &writer)
    }
    let run = DocumentRun([document])
    let reply = try client.insert(run, into: configuration.sharedCollection, of: configuration.database)
    try reply.throwUnlessTaken()
    return reply.failures.isEmpty
  }

  private func update(
    _ next: SharedText.Edition,
    by author: String,
    over last: SharedText.Edition,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Bool {
    let command = UpdateCommand.document(
      in: configuration.sharedCollection,
      named: key,
      onlyIf: { $0.int64("version", last.version ?? 0) }
    ) { update in
      update.document("$set") { write(next, by: author, into: &$0) }
    }
    return try client.write(command, to: configuration.database).matchedCount > 0
  }

  private func write(_ edition: SharedText.Edition, by author: String, into writer: inout BSONWriter) {
    writer.string("value", lossy: edition.text ?? [])
    writer.int64("version", edition.version ?? 0)
    writer.string("author", author)
  }

  private func find(through client: borrowing MongoClient) throws(MongoFailure) -> BSONDocument? {
    try client.all(
      in: configuration.sharedCollection,
      of: configuration.database,
      BSONWriter.document { $0.string("_id", key) }
    ).first
  }
}

extension SharedText.Edition {
  /// What a document says.
  init(_ document: BSONDocument) {
    self.init(text: document["value"]?.bytes, version: document["version"]?.integer ?? 0)
  }
}
