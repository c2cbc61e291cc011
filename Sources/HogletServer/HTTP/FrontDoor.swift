internal import HTTP
internal import HTTPTypes

/// What stands before a site: the hosts that it may be asked for, probes, which need no password, what other sites' pages
/// may send, and the doorkeeper, if there is one.
struct FrontDoor: Responder {
  /// The routes that need no password.
  let open: Router
  /// All others.
  let guarded: Router
  /// Nil answers for every host.
  let hosts: AllowedHosts?
  /// Whose pages may send something.
  let origins: OriginPolicy
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
    // Nobody else's names are served, and it is not for who asks to say so (RFC 9110 section 15.5.20). 403 would speak of
    // what was asked for, and 421 speaks of where. Probes are no exception: those that know an address only pass.
    if let hosts, !hosts.allows(request.host) { return .misdirected }
    switch open.route(request) {
    case .matched, .methodNotAllowed: return await open.respond(to: request)
    case .notFound: break
    }
    guard request.method != .post || origins.allowPost(request.fields) else { return .forbidden }
    guard let doorkeeper else { return await guarded.respond(to: request) }
    return switch await doorkeeper.verdict(on: Credentials(of: request)) {
    case .admitted: await guarded.respond(to: request)
    // As MailHog has it, without a realm and without content.
    case .refused: Response(.unauthorized, fields: [.wwwAuthenticate: "Basic"])
    case .busy: Response(.serviceUnavailable, fields: [.retryAfter: "1"])
    }
  }
}

extension Response {
  fileprivate static var misdirected: Response {
    .text(.misdirectedRequest, "421 this server is not asked by that name; -allowed-hosts says by which\n")
  }
}
