internal import EventLoop
internal import Logging
internal import MailStore

/// The memory store, whose limits hold also for what it gave up and others still read.
struct OpenedMemory: OpenedStore {
  private let memory: MemoryStore
  private let logger: Logger

  init(_ settings: Settings, http loop: EventLoop, logger: Logger) {
    let relief = Relief(logger: logger)
    memory = MemoryStore(limits: Retention.limits(for: settings)) { [loop] in relief.come(to: $0, on: loop) }
    self.logger = logger
  }

  var store: any MailStore { memory }

  var announcement: [String] { ["Using in-memory storage"] }

  func startChores(on loop: isolated EventLoop) {
    let retention = Retention(store: memory, logger: logger)
    loop.everySecond { retention.apply() }
  }

  func close() async {}
}
