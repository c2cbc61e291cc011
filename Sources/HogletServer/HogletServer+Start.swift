internal import EventLoop
public import Logging
internal import MailStore

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
    let smtpSocket = try listen("SMTP", settings.smtpBind)
    let apiSocket = try listen("HTTP", settings.apiBind)
    let (smtpPort, apiPort) = (smtpSocket.address.port, apiSocket.address.port)
    let uiSocket: ListeningSocket?
    let uiPort: Int
    if settings.uiBind == settings.apiBind {
      uiSocket = nil
      uiPort = apiPort
    } else {
      let socket = try listen("HTTP", settings.uiBind)
      uiPort = socket.address.port
      uiSocket = consume socket
    }

    let limit = ConnectionLimit(
      min(settings.maximumConnections ?? .max, ConnectionLimit.raiseDescriptorLimit())
    )
    let (smtp, http): (EventLoop, EventLoop)
    let store: MemoryStore
    do {
      (smtp, http) = (try EventLoop(label: "smtp"), try EventLoop(label: "http"))
      let relief = Relief(logger: logger)
      store = MemoryStore(limits: Retention.limits(for: settings)) { [http] in relief.come(to: $0, on: http) }
      smtp.start()
      http.start()
      try await smtp.serveSMTP(on: smtpSocket, settings: settings, store: store, limit: limit, logger: logger)
      try await http.serveHTTP(
        site: Site(settings: settings, store: store),
        on: apiSocket,
        and: uiSocket,
        settings: settings,
        limit: limit
      )
    } catch {
      throw .system(error)
    }
    await http.run { loop in
      let retention = Retention(store: store, logger: logger)
      loop.everySecond { retention.apply() }
    }
    announce(settings, logger)
    return HogletServer(smtp: smtp, http: http, ports: (smtpPort, apiPort, uiPort))
  }

  private static func listen(_ role: String, _ address: String) throws(StartError) -> ListeningSocket {
    do {
      return try ListeningSocket(address)
    } catch {
      throw .listening(role, address, error)
    }
  }

  /// What MailHog says when it starts, word for word: people's scripts wait for these lines.
  private static func announce(_ settings: Settings, _ logger: Logger) {
    logger.info("Using in-memory storage")
    logger.info("[SMTP] Binding to address: \(settings.smtpBind)")
    logger.info("[HTTP] Binding to address: \(settings.apiBind)")
    if settings.uiBind != settings.apiBind { logger.info("[HTTP] Binding to address: \(settings.uiBind)") }
    logger.info("Serving under http://\(settings.uiBind)\(settings.webPath)/")
    logger.info("Creating API v1 with WebPath: \(settings.webPath)")
    logger.info("Creating API v2 with WebPath: \(settings.webPath)")
  }
}
