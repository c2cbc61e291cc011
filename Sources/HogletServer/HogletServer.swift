internal import EventLoop
public import Logging
internal import MailStore

/// A running mail catcher: SMTP on one loop, HTTP on another, one store between them.
public struct HogletServer: Sendable {
  /// How long `stop` waits for what is under way.
  public static let gracePeriod = Duration.seconds(10)

  /// The port that takes mail.
  public let smtpPort: Int
  /// The port of the API.
  public let apiPort: Int
  /// The port of the page; the API's when they share one.
  public let uiPort: Int

  private let smtp: EventLoop
  private let http: EventLoop

  /// Binds every address and starts to serve.
  ///
  /// Nothing is served unless everything can be.
  ///
  /// - Parameters:
  ///   - settings: How to run.
  ///   - logger: Gets the start lines at info and everything else.
  /// - Throws: What keeps it from starting.
  public static func start(_ settings: Settings, logger: Logger) async throws(StartError) -> HogletServer {
    let plan = try ServicePlan(settings)
    let store = MemoryStore(limits: Retention.limits(for: settings))
    logger.info("Using in-memory storage")
    return try await plan.start(store: store, settings: settings, logger: logger)
  }

  init(smtp: EventLoop, http: EventLoop, ports: (smtp: Int, api: Int, ui: Int)) {
    self.smtp = smtp
    self.http = http
    (smtpPort, apiPort, uiPort) = ports
  }

  /// Stops in order: takes no more connections, lets messages and answers that are under way finish, tells idle clients,
  /// and closes.
  ///
  /// - Parameter period: When to give up waiting.
  public func stop(within period: Duration = Self.gracePeriod) async {
    await withTaskGroup { group in
      group.addTask {
        for loop in [smtp, http] {
          await loop.run { loop in
            loop.stopListening()
            loop.forEachHandler { $0.shutdown(on: loop) }
          }
        }
        await smtp.waitUntilIdle()
        await http.waitUntilIdle()
      }
      group.addTask { try? await Task.sleep(for: period) }
      await group.next()
      // Ends whichever of the two is left: the sleep, or the wait for streams that now close.
      group.cancelAll()
      await smtp.stop()
      await http.stop()
    }
  }
}
