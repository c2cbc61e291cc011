internal import Guarding
public import MailStore

/// A text that all replicas have, and of which each knows the latest edition: a setting.
///
/// Whoever changes it says which edition he read, so of two who do so at once one has to read again.
public final class SharedText: Sendable {
  /// The text as it was at one time.
  public struct Edition: Equatable, Sendable {
    /// The text; nil if nobody has written it, or not so that it can be read.
    public let text: [UInt8]?
    /// Counts the changes; nil if there is none in the database.
    let version: Int64?

    static let none = Edition(text: nil, version: nil)
  }

  private struct State {
    var latest = Edition.none
    /// How often `latest` has been taken from somewhere.
    var takes = 0
  }

  private let document: SharedTextDocument
  private let questions: Questions
  private let state = Guarded(State())

  init(_ name: String, questions: Questions) {
    document = SharedTextDocument(name: name, configuration: questions.connection.configuration)
    self.questions = questions
  }

  /// What is known without asking: what the database said when it was last heard.
  public var latest: Edition { state.withLock { $0.latest } }

  /// Asks the database.
  public func read() async throws(MailStoreError) -> Edition {
    let mark = mark
    let edition = try await questions.ask { [document] client throws(MongoFailure) in
      try document.read(through: client)
    }
    take(edition, readAfter: mark)
    return edition
  }

  /// Writes a new edition in the place of `edition`, and says whether that was still the last.
  ///
  /// - Throws: If there is no answer. It may have been written all the same if contact was lost in the middle.
  public func replace(_ edition: Edition, with text: [UInt8]) async throws(MailStoreError) -> Bool {
    let mark = mark
    let author = RandomName.make()
    let next = Edition(text: text, version: (edition.version ?? 0) + 1)
    let isWritten = try await questions.ask { [document] client throws(MongoFailure) in
      // Whether the first attempt succeeded, the document says: it names its author.
      try MongoFailure.insisting { () throws(MongoFailure) in
        try document.write(next, by: author, over: edition, through: client)
      }
    }
    if isWritten { take(next, readAfter: mark) }
    return isWritten
  }

  /// To be asked for before reading, for `take`.
  var mark: Int { state.withLock { $0.takes } }

  /// Takes note of what was read after `mark` was asked for; of what came meanwhile, only something newer.
  func take(_ edition: Edition, readAfter mark: Int) {
    state.withLock { state in
      // A version that is lower is news only where nothing else can have overtaken it: the database is another.
      guard state.takes == mark || (edition.version ?? 0) > (state.latest.version ?? 0) else { return }
      guard state.latest != edition else { return }
      state.latest = edition
      state.takes += 1
    }
  }
}
