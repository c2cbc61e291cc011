import Bytes
import Glibc
import Logging
import MailStore
import MongoStore
import Testing

/// An empty database of its own on the server that the environment names; dropped by `drop`.
struct TestDatabase: Sendable {
  /// Where the server is, or nil if these tests cannot run here.
  ///
  /// `Scripts/test` starts one.
  static let uri = variable("HOGLET_TEST_MONGO_URI")
  /// As `uri`, of a server without change streams.
  static let standaloneURI = variable("HOGLET_TEST_MONGO_STANDALONE_URI")

  /// As `uri`, of a server that fails on demand; its faults would disturb the tests on another.
  static let faultyURI = variable("HOGLET_TEST_MONGO_FAULTY_URI")

  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  let configuration: MongoConfiguration
  private let pool: MongoPool

  /// A database on the server at `uri`.
  init(
    _ uri: String?,
    timeout: Duration = .seconds(120),
    patience: Duration = .seconds(5),
    orphanAge: Duration = .seconds(600),
    sweepInterval: Duration = .seconds(60)
  ) throws {
    let address = MongoAddress(try #require(uri))
    let name = "hoglet-test-\(UInt64.random(in: 0 ... .max))"
    var configuration = MongoConfiguration(
      address: address,
      database: name,
      collection: "messages",
      timeout: timeout
    )
    configuration.patience = patience
    configuration.orphanAge = orphanAge
    configuration.sweepInterval = sweepInterval
    self.configuration = configuration
    try MongoDriver.start(logger: Self.logger)
    pool = try MongoPool(address, timeout: 60_000)
  }

  static var logger: Logger {
    var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = variable("HOGLET_TEST_LOG") == nil ? .critical : .debug
    return logger
  }

  /// A replica on this database.
  func replica(
    limits: RetentionLimits = RetentionLimits(),
    seeds: SharedSeeds = SharedSeeds(),
    answerBytes: Int = 256 << 20
  ) -> MongoStore {
    let options = MongoStore.Options(limits: limits, seeds: seeds, answerBytes: answerBytes)
    return MongoStore(configuration, options: options, logger: Self.logger) {
      var time = timespec()
      _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
      return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000)
    }
  }

  /// Puts documents into a collection, as another program would.
  func seed(_ documents: [[UInt8]], into collection: String = "messages") throws {
    let run = DocumentRun(documents)
    let reply = try pool.client().insert(run, into: collection, of: configuration.database)
    try #require(reply.failures.isEmpty)
  }

  /// All documents of a collection.
  func documents(of collection: String = "messages") throws -> [BSONDocument] {
    try pool.client().all(in: collection, of: configuration.database)
  }

  /// Runs a command on this database, or on the server's own.
  @discardableResult
  func run(_ command: [UInt8], onServer: Bool = false) throws -> BSONDocument {
    try pool.client().write(command, to: onServer ? "admin" : configuration.database)
  }

  /// Deletes everything.
  ///
  /// A busy server may take longer for it than the driver waits, and does it all the same; that fails no test.
  func drop() {
    _ = try? run(BSONWriter.document { $0.int32("dropDatabase", 1) })
  }
}
