internal import EventLoop

/// A running mail catcher: SMTP on one loop, HTTP on another, one store between them.
public struct HogletServer: Sendable {
  /// The number of this version of Hoglet.
  public static let version = "0.1.0"

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
  private let storage: any OpenedStore

  init(
    smtp: EventLoop,
    http: EventLoop,
    storage: any OpenedStore,
    ports: (smtp: Int, api: Int, ui: Int)
  ) {
    self.smtp = smtp
    self.http = http
    self.storage = storage
    (smtpPort, apiPort, uiPort) = ports
  }

  /// Stops in order: takes no more connections, lets messages and answers that are under way finish, tells idle clients,
  /// and closes all, the storage last.
  ///
  /// - Parameter period: When to give up waiting.
  public func stop(within period: Duration = Self.gracePeriod) async {
    await withTaskGroup { group in
      group.addTask {
        async let smtp: Void = finish(smtp)
        async let http: Void = finish(http)
        _ = await (smtp, http)
      }
      // The clock of the grace period; it ends early, by an error that says nothing new, when all is finished.
      group.addTask { try? await Task.sleep(for: period) }
      await group.next()
      // Ends whichever of the two is left: the sleep, or the wait for streams that now close.
      group.cancelAll()
      await smtp.stop()
      await http.stop()
    }
    await storage.close()
  }

  private func finish(_ loop: EventLoop) async {
    await loop.run { loop in
      loop.stopListening()
      loop.forEachHandler { $0.shutdown(on: loop) }
    }
    await loop.waitUntilIdle()
  }
}
