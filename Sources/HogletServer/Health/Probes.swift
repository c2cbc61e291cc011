internal import HTTP
internal import HTTPTypes

/// What orchestrators ask: `/healthz`, whether this process serves, and `/readyz`, whether its store does too.
///
/// Both need no password and are where they are with and without the web path, since who asks knows the port alone.
struct Probes: Sendable {
  let webPath: String
  let store: Readiness

  var routes: [Route] {
    let prefixes = webPath.isEmpty ? [""] : ["", webPath]
    return prefixes.flatMap { prefix in
      [
        Route(.get, PathPattern(prefix + "/healthz"), health),
        Route(.get, PathPattern(prefix + "/readyz"), readiness),
      ]
    }
  }

  private func health(_: Request, _: PathParameters) async -> Response { answer(.ok, "ok\n") }

  private func readiness(_: Request, _: PathParameters) async -> Response {
    await store.check() ? answer(.ok, "ready\n") : answer(.serviceUnavailable, "the store does not answer\n")
  }

  private func answer(_ status: HTTPResponse.Status, _ text: String) -> Response {
    var response = Response.text(status, text)
    response.fields[.cacheControl] = "no-store"
    return response
  }
}
