public import Bytes
public import MailStore

/// Texts that have names, which all replicas share: each is written once and read from the database every time.
public struct SharedTexts: Sendable {
  /// A text and its name.
  public struct Entry: Equatable, Sendable {
    /// What it is found by.
    public let name: ByteString
    /// What is kept.
    public let text: [UInt8]

    /// A text of that name; both are UTF-8.
    public init(name: ByteString, text: [UInt8]) {
      (self.name, self.text) = (name, text)
    }
  }

  /// What became of a text that was to be kept.
  public enum Outcome: Equatable, Sendable {
    /// It is kept.
    case added
    /// Another one goes by its name.
    case nameIsTaken
    /// It is too long, or there are as many as there may be.
    case full
  }

  /// The most texts that are kept; replicas that add some at the same moment may exceed it by so many.
  package static let countLimit = 1_000
  /// The most bytes of a text and its name, so that all of them together fit into little memory.
  package static let sizeLimit = 16 * 1024

  private let questions: Questions

  init(questions: Questions) {
    self.questions = questions
  }

  /// All of them, in the order of their names.
  public func all() async throws(MailStoreError) -> [Entry] {
    let configuration = questions.connection.configuration
    return try await questions.ask { client throws(MongoFailure) in
      try client.all(in: configuration.outgoingCollection, of: configuration.database)
        .compactMap { Self.entry($0) }
    }.sorted { $0.name < $1.name }
  }

  /// The text of that name, or nil.
  public func text(named name: ByteString) async throws(MailStoreError) -> [UInt8]? {
    let configuration = questions.connection.configuration
    return try await questions.ask { client throws(MongoFailure) in
      try Self.find(name, through: client, in: configuration).flatMap { Self.entry($0) }?.text
    }
  }

  /// Keeps a text under a name that is free; of two who want the same one at once, one gets it.
  public func add(_ entry: Entry) async throws(MailStoreError) -> Outcome {
    guard entry.name.bytes.count + entry.text.count <= Self.sizeLimit else { return .full }
    let configuration = questions.connection.configuration
    let author = RandomName.make()
    return try await questions.ask { client throws(MongoFailure) in
      if try Self.find(entry.name, through: client, in: configuration) != nil { return .nameIsTaken }
      let count = BSONWriter.document { $0.string("count", configuration.outgoingCollection) }
      let reply = try client.read(count, from: configuration.database)
      guard reply["n"]?.integer ?? 0 < Int64(Self.countLimit) else { return .full }
      return try Self.insert(entry, by: author, through: client, in: configuration)
    }
  }

  private static func insert(
    _ entry: Entry,
    by author: String,
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> Outcome {
    let isAdded = try MongoFailure.insisting { () throws(MongoFailure) in
      try insert([entry], by: author, through: client, in: configuration)
    }
    if isAdded { return .added }
    // Whether an attempt succeeded that got no answer, the document says: it names its author.
    let found = try find(entry.name, through: client, in: configuration)
    return found?["author"]?.text == author ? .added : .nameIsTaken
  }

  /// Adds those whose names are free, and says whether all were.
  @discardableResult
  static func insert(
    _ entries: [Entry],
    by author: String,
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> Bool {
    let documents = entries.map { entry in
      BSONWriter.document { writer in
        writer.string("_id", lossy: entry.name.bytes)
        writer.string("text", lossy: entry.text)
        writer.string("author", author)
      }
    }
    let reply = try client.insert(
      DocumentRun(documents),
      into: configuration.outgoingCollection,
      of: configuration.database
    )
    try reply.throwUnlessTaken()
    return reply.failures.isEmpty
  }

  private static func find(
    _ name: ByteString,
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> BSONDocument? {
    try client.all(
      in: configuration.outgoingCollection,
      of: configuration.database,
      BSONWriter.document { $0.string("_id", lossy: name.bytes) }
    ).first
  }

  private static func entry(_ document: BSONDocument) -> Entry? {
    guard let name = document["_id"]?.bytes, let text = document["text"]?.bytes else { return nil }
    return Entry(name: ByteString(name), text: text)
  }
}
