internal import Bytes
internal import EventLoop
internal import HTTP
internal import HTTPTypes
internal import HogletAPI
package import Jim
package import MailHogAPI
package import MailStore

/// What one HTTP port serves: the API, the page, or both.
package struct Site: Sendable {
  private let settings: Settings
  /// Whose messages it shows.
  let store: any MailStore
  private let jim: any SharedJim
  private let release: MailRelease
  private let doorkeeper: Doorkeeper?
  private let readiness: Readiness
  private let metrics: ServerMetrics

  package init(
    settings: Settings,
    store: any MailStore,
    jim: any SharedJim,
    release: MailRelease = MailRelease(servers: MemoryOutgoingServers(), relay: nil),
    doorkeeper: Doorkeeper? = nil,
    metrics: ServerMetrics = ServerMetrics()
  ) {
    self.settings = settings
    self.store = store
    self.jim = jim
    self.release = release
    self.doorkeeper = doorkeeper
    self.metrics = metrics
    readiness = Readiness(of: store)
  }

  /// Puts probes and the doorkeeper before one of the routers below.
  func door(to router: Router) -> FrontDoor {
    let probes = Probes(webPath: settings.webPath, store: readiness)
    return FrontDoor(
      open: Router(routes: probes.routes),
      guarded: router,
      hosts: settings.access.allowedHosts,
      origins: origins,
      doorkeeper: doorkeeper,
      metrics: metrics.requests
    )
  }

  /// The API and the page on one port.
  ///
  /// Only here do paths with a slash too many lead to the right one, as in MailHog.
  var whole: Router {
    var router = Router(routes: apiRoutes + pageRoutes)
    let known = router
    let webPath = settings.webPath
    router.notFound = { request in
      CanonicalPath.redirection(of: request, in: known)
        ?? MissingAsset.response(to: request, webPath: webPath) ?? .notFound
    }
    return router
  }

  /// The API alone.
  var api: Router { Router(routes: apiRoutes) }

  /// The page alone.
  var page: Router {
    var router = Router(routes: pageRoutes)
    let webPath = settings.webPath
    router.notFound = { request in
      MissingAsset.response(to: request, webPath: webPath) ?? .notFound
    }
    return router
  }

  private var apiRoutes: [Route] {
    MailHogAPI(
      store: store,
      jim: jim,
      webPath: settings.webPath,
      corsOrigin: settings.corsOrigin,
      release: release
    ).routes
      + HogletAPI(
        store: store,
        webPath: settings.webPath,
        corsOrigin: settings.corsOrigin,
        surroundings: surroundings
      ).routes
      + EventStream(webPath: settings.webPath, corsOrigin: settings.corsOrigin) { LiveBody(.event) }.routes
      + metricsRoutes
      + [WebSocketUpgrade.route(webPath: settings.webPath, origins: origins)]
      + Self.withoutOptions(settings.webPath + "/api/v2/websocket")
  }

  private var surroundings: HogletAPI.Surroundings {
    HogletAPI.Surroundings(
      facts: ServerFacts(settings),
      releaser: SharedRelease(release, store: store),
      isJimThere: { [jim] () throws(MailStoreError) in
        do {
          return try await jim.current().isInvited
        } catch {
          throw .unavailable
        }
      },
      makeEvents: { NewsBody($0) }
    )
  }

  /// OPTIONS is not found where MailHog has no answer to it.
  private static func withoutOptions(_ path: String) -> [Route] {
    [Route(.options, PathPattern(path)) { _, _ in .notFound }]
  }

  private var origins: OriginPolicy {
    let pagePort = (try? BindAddress(settings.uiBind))?.port
    return OriginPolicy(pagePort: pagePort ?? "", corsOrigin: settings.corsOrigin)
  }

  /// As with the probes, who asks knows the port alone; unlike them it can be given a password.
  private var metricsRoutes: [Route] {
    (settings.webPath.isEmpty ? [""] : ["", settings.webPath]).map {
      Route(.get, PathPattern($0 + "/metrics"), showMetrics)
    }
  }

  private func showMetrics(_: Request, _: PathParameters) async -> Response { await metrics.response() }

  private var pageRoutes: [Route] {
    let routes = PageRoutes(webPath: settings.webPath, apiHost: settings.access.apiHost).routes
    guard !settings.webPath.isEmpty else { return routes + Self.withoutOptions("/") }
    // Relative links on the page need the slash.
    let location = settings.webPath + "/"
    let bare = Route(.get, PathPattern(settings.webPath)) { request, _ in
      let query = request.target.query
      return .moved(to: query.isEmpty ? location : "\(location)?\(query)")
    }
    return routes + [bare] + Self.withoutOptions(location)
  }
}
