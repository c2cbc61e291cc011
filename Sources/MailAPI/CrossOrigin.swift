package import HTTP
internal import HTTPTypes

/// Lets pages of another origin read the answers (CORS, as the Fetch standard defines it).
package struct CrossOrigin: Sendable {
  private let origin: String

  /// For the pages of `origin`, or of all if it is `*`; nil if it is empty.
  package init?(_ origin: String) {
    guard !origin.isEmpty else { return nil }
    self.origin = origin
  }

  /// Allows the pages to call `methods`, which have commas between them.
  package func allow(_ methods: String, in response: inout Response) {
    allowPlain(methods, in: &response)
    response.fields[.accessControlAllowHeaders] = "Content-Type"
  }

  /// Allows no fields of the page's own, as MailHog does for its stream of events.
  package func allowPlain(_ methods: String, in response: inout Response) {
    response.fields[.accessControlAllowOrigin] = origin
    response.fields[.accessControlAllowMethods] = methods
  }
}
