internal import CMongoC
internal import Guarding
package import Logging

/// The driver as a whole: started once in a process, and only where this storage is chosen.
package enum MongoDriver {
  private static let log = Guarded<(logger: Logger?, complaints: Complaints)>((nil, Complaints()))

  /// The start itself; a driver cannot be started twice.
  private static let isStarted: Bool = {
    mongoc_init()
    unsafe mongoc_log_set_handler(
      { level, domain, message, _ in unsafe MongoDriver.write(level, domain, message) },
      nil
    )
    return true
  }()

  /// Starts the driver unless it runs, and sends what it says to `logger` from now on.
  package static func start(logger: Logger) {
    log.withLock { $0.logger = logger }
    _ = isStarted
  }

  private static func write(
    _ level: mongoc_log_level_t,
    _ domain: UnsafePointer<CChar>?,
    _ message: UnsafePointer<CChar>?
  ) {
    guard let domain = unsafe domain, let message = unsafe message else { return }
    let text = unsafe String(cString: message)
    let part = unsafe String(cString: domain)
    let level = Self.level(level)
    let (logger, isNews) = log.withLock { log in
      (log.logger, level < .warning || log.complaints.isNews(text, now: .now))
    }
    logger?.log(
      level: isNews ? level : .debug,
      "the MongoDB driver says",
      metadata: ["mongo.part": "\(part)", "mongo.message": "\(text)"]
    )
  }

  private static func level(_ level: mongoc_log_level_t) -> Logger.Level {
    switch level {
    case MONGOC_LOG_LEVEL_ERROR, MONGOC_LOG_LEVEL_CRITICAL: .error
    case MONGOC_LOG_LEVEL_WARNING: .warning
    case MONGOC_LOG_LEVEL_MESSAGE, MONGOC_LOG_LEVEL_INFO: .debug
    default: .trace
    }
  }
}
