internal import CMongoC

/// What the driver or the server says when something failed.
///
/// For the log alone: clients are told only that the store is unavailable.
package struct MongoFailure: Error, Equatable, CustomStringConvertible {
  /// The driver's part that gives the error, as `mongoc_error_domain_t` counts.
  package let domain: UInt32
  /// The server's code, or the driver's own within the domain.
  package let code: UInt32
  package let message: String

  package var description: String { message.isEmpty ? "error \(code)" : message }

  package init(domain: UInt32 = 0, code: UInt32 = 0, message: String) {
    (self.domain, self.code, self.message) = (domain, code, message)
  }
}

extension MongoFailure {
  /// A value that a unique index has already.
  package static let duplicateKey: UInt32 = 11_000
  /// Change streams are for replica sets.
  private static let onlyOnReplicaSets: UInt32 = 40_573

  /// Whether the server answered, so that it is known what happened.
  package var isAnswer: Bool {
    domain == MONGOC_ERROR_SERVER.rawValue || domain == MONGOC_ERROR_QUERY.rawValue
  }

  /// Whether the server has no change streams, now and for ever.
  var meansNoChangeStreams: Bool { isAnswer && code == Self.onlyOnReplicaSets }

  /// Calls `body`, and once more if contact was lost: a server that was restarted is there again.
  static func insisting<Result>(
    _ body: () throws(MongoFailure) -> Result
  ) throws(MongoFailure) -> Result {
    do throws(MongoFailure) {
      return try body()
    } catch {
      guard !error.isAnswer else { throw error }
      return try body()
    }
  }

  /// Calls `body`, and throws what it wrote into the error if it says that it failed.
  ///
  /// The only place that reads a `bson_error_t`.
  static func checking<Result>(
    _ body: (UnsafeMutablePointer<bson_error_t>) -> (result: Result, hasSucceeded: Bool)
  ) throws(MongoFailure) -> Result {
    var error = bson_error_t()
    let (result, hasSucceeded) = unsafe body(&error)
    guard hasSucceeded else { throw MongoFailure(error) }
    return result
  }

  /// A part of a write that the server has answered with a no.
  init(refusal: InsertReply.Failure) {
    self.init(
      domain: MONGOC_ERROR_SERVER.rawValue,
      code: refusal.code,
      message: "the server refused to write"
    )
  }

  init(_ error: bson_error_t) {
    let message = unsafe withUnsafePointer(to: error) { unsafe String(cString: hoglet_error_message($0)) }
    self.init(domain: error.domain, code: error.code, message: message)
  }
}
