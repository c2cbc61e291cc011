internal import Bytes

/// What a server says about the parts of a write that may fail one by one.
package struct InsertReply: Sendable {
  /// A part that was not written, and why.
  package struct Failure: Equatable, Sendable {
    /// The place of the part among all, counted from 0.
    package let index: Int
    /// The server's code.
    package let code: UInt32
  }

  /// What was not written; all else was.
  package let failures: [Failure]
  /// Whether the server could not say that what it wrote is durable.
  package let isDoubtful: Bool

  private let insertedCount: Int

  init(_ reply: BSONDocument) {
    failures = (reply["writeErrors"]?.array ?? []).compactMap(\.document).map { error in
      Failure(
        index: Int(clamping: error["index"]?.integer ?? 0),
        code: UInt32(clamping: error["code"]?.integer ?? 0)
      )
    }
    let concerns = reply["writeConcernErrors"]?.array ?? []
    isDoubtful = !concerns.isEmpty || reply["writeConcernError"]?.document != nil
    insertedCount = Int(clamping: reply["insertedCount"]?.integer ?? 0)
  }

  /// Whether it tells the fate of all parts, though the driver calls the whole a failure.
  func isConclusive(of count: Int) -> Bool {
    !failures.isEmpty && !isDoubtful && insertedCount + failures.count == count
  }
}
