public import HTTPTypes

/// What a routing table has for a request.
public enum RouteMatch: Sendable {
  /// This answers, with what the path says.
  case matched(Route, PathParameters)
  /// The path is there, for these methods only.
  case methodNotAllowed(allow: [HTTPRequest.Method])
  /// No route has this path.
  case notFound
}
