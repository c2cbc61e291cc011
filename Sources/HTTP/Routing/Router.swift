import Bytes
public import HTTPTypes

/// A table of routes, of which the first that fits answers.
public struct Router: Sendable {
  private let routes: [Route]

  /// Answers what no route has the path of; by default as Go's servers do.
  public var notFound: @Sendable (Request) async -> Response = { _ in .notFound }
  /// Answers what has a path of ours and a method that it is not for, which `Allow` must name (RFC 9110 section 15.5.6).
  public var methodNotAllowed: @Sendable (Request, [HTTPRequest.Method]) async -> Response = { _, allowed in
    .methodNotAllowed(allow: allowed)
  }

  /// A table of these, tried in order.
  public init(routes: [Route]) {
    self.routes = routes
  }

  /// What the table has for a request.
  public func route(_ request: Request) -> RouteMatch {
    let path = request.target.path.bytes.span
    let segmentCount = PathPattern.segmentCount(of: path)
    for route in routes where route.serves(request.method) {
      guard route.pattern.matches(path, segmentCount: segmentCount) else { continue }
      guard let parameters = route.pattern.parameters(of: path) else { return .notFound }
      return .matched(route, parameters)
    }
    let allowed = methods(for: path, segmentCount: segmentCount)
    return allowed.isEmpty ? .notFound : .methodNotAllowed(allow: allowed)
  }

  private func methods(for path: Span<UInt8>, segmentCount: Int) -> [HTTPRequest.Method] {
    var methods: [HTTPRequest.Method] = []
    for route in routes where route.pattern.matches(path, segmentCount: segmentCount) {
      for method in [route.method, .head] where route.serves(method) && !methods.contains(method) {
        methods.append(method)
      }
    }
    return methods
  }

  /// Answers a request by the route that fits, or says that none does.
  public func respond(to request: Request) async -> Response {
    // `OPTIONS *` asks the server whether it is there (RFC 9110 section 9.3.7).
    if request.method == .options, request.target.path == "*" { return Response(.ok) }
    switch route(request) {
    case .matched(let route, let parameters):
      var response = await route.handler(request, parameters)
      response.route = route.pattern.text
      return response
    case .methodNotAllowed(let allowed): return await methodNotAllowed(request, allowed)
    case .notFound: return await notFound(request)
    }
  }
}
