internal import EventLoop
internal import Jim
internal import Logging
internal import MailHogAPI
internal import MailStore
internal import MongoStore

/// The MongoDB store, which looks after itself on queues of its own.
struct OpenedMongo: OpenedStore {
  private let mongo: MongoStore
  private let configuration: MongoConfiguration

  init(
    _ configuration: MongoConfiguration,
    _ settings: Settings,
    servers: [OutgoingServer],
    http loop: EventLoop,
    logger: Logger
  ) throws(StartError) {
    do throws(MongoFailure) {
      try MongoDriver.start(logger: logger)
    } catch {
      throw .mongoDriver(error)
    }
    self.configuration = configuration
    // Bytes are limited only if someone says so: it is not this machine's memory that they take.
    let limits = RetentionLimits(
      count: settings.maximumMessages,
      age: settings.maximumAge?.wholeSeconds,
      bytes: settings.maximumBytes
    )
    // Who is not invited need not be noted: so that a flag can still invite him to a database that nobody has told of him.
    let seeds = SharedSeeds(
      jim: settings.jim.isInvited ? settings.jim.state.json : nil,
      outgoing: servers.map { .init($0) }
    )
    let relief = Relief(logger: logger)
    mongo = MongoStore(
      configuration,
      options: .init(
        limits: limits,
        seeds: seeds,
        answerBytes: MemoryLimit.current().map { $0.bytes / 4 } ?? .max
      ),
      logger: logger,
      onExcess: { [loop] in relief.come(to: $0, on: loop) },
      now: { WallClock.now() }
    )
  }

  var store: any MailStore { mongo }

  func jim(_ state: JimState) -> any SharedJim { DatabaseJim(mongo.jim, seed: state) }

  func outgoingServers(_: [OutgoingServer]) -> any OutgoingServers { DatabaseServers(texts: mongo.outgoing) }

  var announcement: [String] {
    ["Using MongoDB message storage", "Connecting to MongoDB: \(configuration.address.shown)"]
  }

  func startChores(on loop: isolated EventLoop) {}

  func close() async {}
}
