/// Answers requests: a table of routes, or what stands before one.
public protocol Responder: Sendable {
  /// The answer to a request, on the caller's actor.
  func respond(to request: Request) async -> Response
}

extension Router: Responder {}
