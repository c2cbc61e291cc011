internal import EventLoop
internal import Logging
internal import MailStore
internal import MongoStore

/// The MongoDB store, which looks after itself on queues of its own.
struct OpenedMongo: OpenedStore {
  private let mongo: MongoStore
  private let configuration: MongoConfiguration

  init(_ configuration: MongoConfiguration, _ settings: Settings, logger: Logger) {
    self.configuration = configuration
    // Bytes are limited only if someone says so: it is not this machine's memory that they take.
    let limits = RetentionLimits(
      count: settings.maximumMessages,
      age: settings.maximumAge?.wholeSeconds,
      bytes: settings.maximumBytes
    )
    mongo = MongoStore(configuration, limits: limits, logger: logger) { WallClock.now() }
  }

  var store: any MailStore { mongo }

  var announcement: [String] {
    ["Using MongoDB message storage", "Connecting to MongoDB: \(configuration.address.shown)"]
  }

  func startChores(on loop: isolated EventLoop) {}

  func close() async {}
}
