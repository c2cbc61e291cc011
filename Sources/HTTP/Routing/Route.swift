public import HTTPTypes

/// A line of the routing table: a method, the paths, and what answers.
public struct Route: Sendable {
  /// Answers a request, on the caller's actor.
  public typealias Handler = @Sendable (Request, PathParameters) async -> Response

  /// The method.
  public let method: HTTPRequest.Method
  /// The paths.
  public let pattern: PathPattern
  let handler: Handler

  /// A route for one method; one for GET serves HEAD too, whose content the session leaves out.
  public init(_ method: HTTPRequest.Method, _ pattern: PathPattern, _ handler: @escaping Handler) {
    self.method = method
    self.pattern = pattern
    self.handler = handler
  }

  func serves(_ method: HTTPRequest.Method) -> Bool {
    method == self.method || (method == .head && self.method == .get)
  }
}
