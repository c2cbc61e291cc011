import HogletServer
import LoopbackClient
import Synchronization
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A server` {
  @Test func `shows by HTTP what it took by SMTP, until it is stopped`() async throws {
    let lines = LogLines()
    let server = try await HogletServer.start(try .test(), logger: lines.logger(.info))
    let (smtp, http) = (server.smtpPort, server.apiPort)
    let list = try await onThread {
      var sender = try LoopbackClient(port: smtp)
      _ = try sender.ask(
        "HELO me\r\nMAIL FROM:<>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nSubject: s\r\n\r\nb\r\n.\r\nQUIT\r\n",
        lines: 7
      )
      var reader = try LoopbackClient(port: http)
      try reader.send("GET /api/v2/messages HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      return String(decoding: try reader.readToEnd(), as: UTF8.self)
    }
    #expect(list.contains("\"Subject\":[\"s\"]"))
    #expect(list.contains("\"total\":1,"))
    await server.stop()
    await #expect(throws: LoopbackClient.Failure.self) {
      try await onThread { _ = try LoopbackClient(port: smtp) }
    }
    await #expect(throws: LoopbackClient.Failure.self) {
      try await onThread { _ = try LoopbackClient(port: http) }
    }
  }

  @Test func `says MailHog's lines when it starts, and nothing per message`() async throws {
    let lines = LogLines()
    let settings = try Settings.test("-ui-web-path", "/hog")
    let server = try await HogletServer.start(settings, logger: lines.logger(.info))
    #expect(
      lines.all.map { $0.dropFirst(20).dropLast() } == [
        "Using in-memory storage",
        "[SMTP] Binding to address: 127.0.0.1:0",
        "[HTTP] Binding to address: 127.0.0.1:0",
        "Serving under http://127.0.0.1:0/hog/",
        "Creating API v1 with WebPath: /hog",
        "Creating API v2 with WebPath: /hog",
      ]
    )
    await server.stop()
  }

  @Test func `does not start by half`() async throws {
    let first = try await HogletServer.start(try .test(), logger: LogLines().logger())
    var settings = try Settings.test()
    settings.apiBind = "127.0.0.1:\(first.apiPort)"
    settings.uiBind = settings.apiBind
    let wanted = "[HTTP] Error listening on \(settings.apiBind): bind: Address already in use"
    do {
      _ = try await HogletServer.start(settings, logger: LogLines().logger())
      Issue.record("two servers have one port")
    } catch {
      #expect(error.description == wanted)
    }
    await first.stop()
  }

  @Test func `gives up on a message that never ends`() async throws {
    let server = try await HogletServer.start(try .test(), logger: LogLines().logger())
    let port = server.smtpPort
    let isSending = Atomic(false)
    async let end = onThread {
      var client = try LoopbackClient(port: port)
      _ = try client.ask("HELO me\r\nMAIL FROM:<a@b>\r\nDATA\r\nnever", lines: 4)
      isSending.store(true, ordering: .releasing)
      return (try? client.readLine()) ?? nil
    }
    try await waitUntil { isSending.load(ordering: .acquiring) }
    await server.stop(within: .milliseconds(200))
    #expect(try await end == nil)
  }

  @Test func `serves page and API on ports of their own`() async throws {
    var settings = try Settings.test()
    settings.uiBind = "localhost:0"
    let server = try await HogletServer.start(settings, logger: LogLines().logger())
    let (api, ui) = (server.apiPort, server.uiPort)
    #expect(api != ui)
    @Sendable func status(_ port: Int, _ path: String) async throws -> String? {
      try await onThread {
        var client = try LoopbackClient(port: port)
        return try client.ask("GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").first
      }
    }
    #expect(try await status(api, "/api/v2/messages") == "HTTP/1.1 200 OK")
    #expect(try await status(ui, "/") == "HTTP/1.1 200 OK")
    #expect(try await status(ui, "/api/v2/messages") == "HTTP/1.1 404 Not Found")
    #expect(try await status(api, "/") == "HTTP/1.1 404 Not Found")
    await server.stop()
  }
}
