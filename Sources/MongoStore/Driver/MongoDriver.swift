internal import CMongoC
internal import CMongoLoader
internal import Guarding
package import Logging

/// The driver as a whole: loaded and started once in a process, and only where this storage is chosen.
package enum MongoDriver {
  private static let log = Guarded<(logger: Logger?, complaints: Complaints)>((nil, Complaints()))

  /// The start itself, and why it failed; a driver cannot be started twice.
  private static let failure: MongoFailure? = {
    if let message = unsafe hoglet_load_mongo_driver() {
      return MongoFailure(message: unsafe String(cString: message))
    }
    unsafe mongoc_log_set_handler(
      { level, domain, message, _ in unsafe MongoDriver.write(level, domain, message) },
      nil
    )
    return nil
  }()

  /// Starts the driver unless it runs, and sends what it says to `logger` from now on.
  ///
  /// Nothing else of this target that names the driver may be used before.
  ///
  /// - Throws: What the system says when it has no such library.
  package static func start(logger: Logger) throws(MongoFailure) {
    log.withLock { $0.logger = logger }
    if let failure { throw failure }
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
