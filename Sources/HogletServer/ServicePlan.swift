internal import EventLoop
internal import Logging
internal import MailStore

/// All addresses of a server, bound and not served yet.
struct ServicePlan: ~Copyable {
  private let smtpSocket: ListeningSocket
  private let apiSocket: ListeningSocket
  /// Nil when page and API share a port.
  private let uiSocket: ListeningSocket?

  init(_ settings: Settings) throws(StartError) {
    smtpSocket = try Self.listen("SMTP", settings.smtpBind)
    apiSocket = try Self.listen("HTTP", settings.apiBind)
    uiSocket = settings.uiBind == settings.apiBind ? nil : try Self.listen("HTTP", settings.uiBind)
  }

  private static func listen(_ role: String, _ address: String) throws(StartError) -> ListeningSocket {
    do {
      return try ListeningSocket(address)
    } catch {
      throw .listening(role, address, error)
    }
  }

  consuming func start(
    store: MemoryStore,
    settings: Settings,
    logger: Logger
  ) async throws(StartError) -> HogletServer {
    let ports = (smtpSocket.address.port, apiSocket.address.port, uiSocket?.address.port ?? apiSocket.address.port)
    let limit = ConnectionLimit(min(settings.maximumConnections ?? .max, ConnectionLimit.raiseDescriptorLimit()))
    let site = Site(settings: settings, store: store)
    do {
      let (smtp, http) = (try EventLoop(label: "smtp"), try EventLoop(label: "http"))
      smtp.start()
      http.start()
      let idleSeconds = settings.idleSeconds
      try await smtp.serveSMTP(on: smtpSocket, settings: settings, store: store, limit: limit, logger: logger)
      if let uiSocket {
        try await http.serveHTTP(on: apiSocket, router: site.api, idleSeconds: idleSeconds, limit: limit)
        try await http.serveHTTP(on: uiSocket, router: site.page, idleSeconds: idleSeconds, limit: limit)
      } else {
        try await http.serveHTTP(on: apiSocket, router: site.whole, idleSeconds: idleSeconds, limit: limit)
      }
      await http.run { loop in
        let retention = Retention(store: store, logger: logger)
        loop.everySecond { retention.apply() }
      }
      Self.log(settings, logger)
      return HogletServer(smtp: smtp, http: http, ports: ports)
    } catch {
      throw .loop(error)
    }
  }

  /// What MailHog says when it starts, word for word: people's scripts wait for these lines.
  private static func log(_ settings: Settings, _ logger: Logger) {
    logger.info("[SMTP] Binding to address: \(settings.smtpBind)")
    logger.info("[HTTP] Binding to address: \(settings.apiBind)")
    if settings.uiBind != settings.apiBind { logger.info("[HTTP] Binding to address: \(settings.uiBind)") }
    logger.info("Serving under http://\(settings.uiBind)\(settings.webPath)/")
    logger.info("Creating API v1 with WebPath: \(settings.webPath)")
    logger.info("Creating API v2 with WebPath: \(settings.webPath)")
  }
}
