internal import HTTP
internal import HTTPTypes

/// Lets pages of another origin read the answers (CORS, as the Fetch standard defines it).
struct CrossOrigin: Sendable {
  /// What version 1 allows, to preflights and in every other answer.
  static let methodsOfV1 = "OPTIONS,GET,POST,DELETE"
  /// What version 2 allows.
  static let methodsOfV2 = "OPTIONS,GET,PUT,POST,DELETE"

  private let origin: String

  /// Nil if `origin` is empty.
  init?(_ origin: String) {
    guard !origin.isEmpty else { return nil }
    self.origin = origin
  }

  func allow(_ methods: String, in response: inout Response) {
    allowPlain(methods, in: &response)
    response.fields[.accessControlAllowHeaders] = "Content-Type"
  }

  /// Allows no fields of the page's own, as MailHog does for its stream of events.
  func allowPlain(_ methods: String, in response: inout Response) {
    response.fields[.accessControlAllowOrigin] = origin
    response.fields[.accessControlAllowMethods] = methods
  }
}
