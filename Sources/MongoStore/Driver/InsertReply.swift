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
  /// Whether the server could not say that what it wrote is durable, or speaks of parts that there are not.
  package let isDoubtful: Bool
  /// Whether it tells the fate of all parts, though the driver calls the whole a failure.
  package let isConclusive: Bool

  /// What `reply` says of so many parts.
  package init(_ reply: BSONDocument, of count: Int) {
    failures = (reply["writeErrors"]?.array ?? []).compactMap(\.document).map { error in
      Failure(
        index: Int(clamping: error["index"]?.integer ?? 0),
        code: UInt32(clamping: error["code"]?.integer ?? 0)
      )
    }
    let concerns = reply["writeConcernErrors"]?.array ?? []
    isDoubtful =
      !concerns.isEmpty || reply["writeConcernError"]?.document != nil
      || failures.contains { !(0..<count).contains($0.index) }
    let insertedCount = Int(clamping: reply["insertedCount"]?.integer ?? 0)
    isConclusive = !failures.isEmpty && !isDoubtful && insertedCount == count - failures.count
  }

  /// Returns if all parts are there for good, now or since an attempt before; they have names of their own.
  ///
  /// - Parameter what: What the parts are, for the error.
  /// - Throws: Otherwise; it is as if there were no answer.
  package func confirm(_ what: String) throws(MongoFailure) {
    guard !isDoubtful, failures.allSatisfy({ $0.code == MongoFailure.duplicateKey }) else {
      throw MongoFailure(message: "\(what) is not confirmed")
    }
  }

  /// Returns if all parts are there for good, or others of their names.
  ///
  /// - Throws: What the server has against one, which is an answer; or that it is not sure.
  package func throwUnlessTaken() throws(MongoFailure) {
    if isDoubtful { throw MongoFailure(message: "the write is not confirmed") }
    if let failure = failures.first(where: { $0.code != MongoFailure.duplicateKey }) {
      throw MongoFailure(refusal: failure)
    }
  }
}
