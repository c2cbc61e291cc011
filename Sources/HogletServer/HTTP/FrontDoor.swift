internal import HTTP
internal import HTTPTypes

/// What stands before a site: probes, which everyone may ask, and the doorkeeper, if there is one.
struct FrontDoor: Responder {
  /// The routes that need no password.
  let open: Router
  /// All others.
  let guarded: Router
  /// Nil lets everyone in.
  let doorkeeper: Doorkeeper?
  let metrics: RequestMetrics

  func respond(to request: Request) async -> Response {
    let start = SteadyClock.nanoseconds()
    let response = await answer(to: request)
    metrics.note(response, nanoseconds: SteadyClock.nanoseconds() - start)
    return response
  }

  private func answer(to request: Request) async -> Response {
    switch open.route(request) {
    case .matched, .methodNotAllowed: return await open.respond(to: request)
    case .notFound: break
    }
    guard let doorkeeper else { return await guarded.respond(to: request) }
    return switch await doorkeeper.verdict(on: Credentials(of: request)) {
    case .admitted: await guarded.respond(to: request)
    // As MailHog has it, without a realm and without content.
    case .refused: Response(.unauthorized, fields: [.wwwAuthenticate: "Basic"])
    case .busy: Response(.serviceUnavailable, fields: [.retryAfter: "1"])
    }
  }
}
