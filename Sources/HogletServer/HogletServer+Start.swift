internal import EventLoop
internal import Jim
internal import MailHogAPI
public import Logging

extension HogletServer {
  /// Binds every address and starts to serve.
  ///
  /// Nothing is served unless everything can be.
  ///
  /// - Parameters:
  ///   - settings: How to run.
  ///   - logger: Gets the start lines at info, and everything else.
  /// - Returns: The server, which serves until it is stopped.
  /// - Throws: What keeps it from starting.
  public static func start(_ settings: Settings, logger: Logger) async throws(StartError) -> HogletServer {
    let doorkeeper = try doorkeeper(settings, logger)
    let listeners = try Listeners(settings)
    let ports = listeners.ports
    let limit = connectionLimit(settings)
    let (smtp, http) = try makeLoops()
    let relay = try settings.makeRelay(on: http, limit: limit, logger: logger)
    let servers = try settings.savedServers()
    let opened = try await settings.openStore(http: http, servers: servers, logger: logger)
    let release = MailRelease(servers: opened.outgoingServers(servers), relay: relay)
    let metrics = ServerMetrics()
    metrics.follow(smtp: smtp, http: http, store: opened.store)
    let store = MeteredStore(opened.store, metrics)
    let jim = opened.jim(settings.jim.state)
    do {
      smtp.start()
      http.start()
      try await smtp.serveSMTP(
        on: listeners.smtp,
        settings: settings,
        store: store,
        jim: jim,
        limit: limit,
        metrics: metrics,
        logger: logger
      )
      try await http.serveHTTP(
        site: Site(
          settings: settings,
          store: store,
          jim: jim,
          release: release,
          doorkeeper: doorkeeper,
          metrics: metrics
        ),
        on: listeners.api,
        and: listeners.ui,
        settings: settings,
        limit: limit,
        logger: logger
      )
    } catch {
      await opened.close()
      throw .system(error)
    }
    await http.run { loop in opened.startChores(on: loop) }
    announce(settings, opened, logger)
    return HogletServer(smtp: smtp, http: http, storage: opened, ports: ports)
  }

  private static func connectionLimit(_ settings: Settings) -> ConnectionLimit {
    ConnectionLimit(min(settings.maximumConnections ?? .max, ConnectionLimit.raiseDescriptorLimit()))
  }

  private static func makeLoops() throws(StartError) -> (smtp: EventLoop, http: EventLoop) {
    do {
      return (try EventLoop(label: "smtp"), try EventLoop(label: "http"))
    } catch {
      throw .system(error)
    }
  }

  private static func doorkeeper(_ settings: Settings, _ logger: Logger) throws(StartError) -> Doorkeeper? {
    guard let path = settings.access.authenticationFile else { return nil }
    let doorkeeper = try Doorkeeper(path: path)
    logger.info("[HTTP] Loaded \(doorkeeper.userCount) users from \(path)")
    return doorkeeper
  }

  /// What MailHog says when it starts, word for word: people's scripts wait for these lines.
  private static func announce(_ settings: Settings, _ storage: any OpenedStore, _ logger: Logger) {
    for line in storage.announcement { logger.info("\(line)") }
    logger.info("[SMTP] Binding to address: \(settings.smtpBind)")
    logger.info("[HTTP] Binding to address: \(settings.apiBind)")
    if settings.uiBind != settings.apiBind { logger.info("[HTTP] Binding to address: \(settings.uiBind)") }
    logger.info("Serving under http://\(settings.uiBind)\(settings.webPath)/")
    logger.info("Creating API v1 with WebPath: \(settings.webPath)")
    logger.info("Creating API v2 with WebPath: \(settings.webPath)")
  }
}
