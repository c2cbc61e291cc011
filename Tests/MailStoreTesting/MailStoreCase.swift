public import MailStore
public import Testing

/// One thing that every mail store does, to be tried on a fresh and empty store of each kind.
///
/// The tests of a backend take `all` as the arguments of one test and call each with a store of their own. What a case
/// expects is reported as the expectations of that test.
public struct MailStoreCase: Sendable, CustomTestStringConvertible {
  /// All cases.
  public static let all = keeping + paging + cursors + deleting + reading + searching + telling

  /// What the store does, as the end of a sentence that begins with its name.
  public let testDescription: String

  private let body: @Sendable (any MailStore) async throws -> Void

  init(_ sentence: String, _ body: @escaping @Sendable (any MailStore) async throws -> Void) {
    testDescription = sentence
    self.body = body
  }

  /// Tries it on `store`, which must be empty and nobody else's.
  public func callAsFunction(_ store: any MailStore) async throws {
    try await body(store)
  }
}
