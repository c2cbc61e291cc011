import EventLoop
import HTTP
import HogletServer
import Jim
import LoopbackClient
import MailHogAPI
import MailStore
import Waiting

/// SMTP or HTTP on one loop and a free port, over a store that the test has in hand.
struct TestService {
  let loop: EventLoop
  let port: Int
  let log: LogLines

  static func smtp(
    _ store: any MailStore,
    _ settings: Settings,
    jim: any SharedJim = LocalJim()
  ) async throws -> TestService {
    let log = LogLines()
    return try await TestService(log) { loop, socket in
      try loop.serveSMTP(
        on: socket,
        settings: settings,
        store: store,
        jim: jim,
        limit: ConnectionLimit(100),
        logger: log.logger()
      )
    }
  }

  static func http(
    _ store: any MailStore,
    _ settings: Settings,
    release: MailRelease = MailRelease(servers: MemoryOutgoingServers(), relay: nil),
    doorkeeper: Doorkeeper? = nil,
    metrics: ServerMetrics = ServerMetrics()
  ) async throws -> TestService {
    let log = LogLines()
    return try await TestService(log) { loop, socket in
      try loop.serveHTTP(
        site: Site(
          settings: settings,
          store: store,
          jim: LocalJim(),
          release: release,
          doorkeeper: doorkeeper,
          metrics: metrics
        ),
        on: socket,
        and: nil,
        settings: settings,
        limit: ConnectionLimit(100),
        logger: log.logger()
      )
    }
  }

  static func http(_ router: Router) async throws -> TestService {
    try await TestService(LogLines()) { loop, socket in
      try loop.serveHTTP(router, on: socket, settings: .test(), limit: ConnectionLimit(100))
    }
  }

  private init(
    _ log: LogLines,
    serve: @Sendable (isolated EventLoop, consuming ListeningSocket) throws -> Void
  ) async throws {
    self.log = log
    let loop = try EventLoop(label: "test")
    loop.start()
    port = try await loop.run { loop throws -> Int in
      let socket = try ListeningSocket("127.0.0.1:0")
      let port = socket.address.port
      try serve(loop, socket)
      return port
    }
    self.loop = loop
  }

  /// Runs a client on a thread of its own.
  func client<Result: Sendable>(
    _ body: @escaping @Sendable (inout LoopbackClient) throws -> Result
  ) async throws -> Result {
    let port = port
    return try await onThread {
      var client = try LoopbackClient(port: port)
      return try body(&client)
    }
  }
}

extension LoopbackClient {
  /// Sends `text` and reads as many lines as asked.
  mutating func ask(_ text: String, lines: Int = 1) throws -> [String] {
    try send(text)
    return try (0..<lines).map { _ in try readLine() ?? "<end>" }
  }
}
