import HogletServer
import LoopbackClient
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A server with a maildir` {
  /// Starts a server, does something with it, and stops it.
  private func withServer<Result: Sendable>(
    _ arguments: String...,
    log: LogLines = LogLines(),
    _ body: (HogletServer) async throws -> Result
  ) async throws -> Result {
    let settings = try Settings.test(["-storage", "maildir"] + arguments)
    let server = try await HogletServer.start(settings, logger: log.logger(.debug))
    let result: Result
    do {
      result = try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
    return result
  }

  private func send(_ subject: String, to server: HogletServer) async throws {
    let port = server.smtpPort
    let lines = try await onThread {
      var client = try LoopbackClient(port: port)
      return try client.ask(
        "HELO me\r\nMAIL FROM:<>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nSubject: \(subject)\r\n\r\nb\r\n.\r\n",
        lines: 6
      )
    }
    #expect(lines.last?.hasPrefix("250 Ok: queued as ") == true)
  }

  private func list(_ server: HogletServer) async throws -> String {
    let port = server.apiPort
    return try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("GET /api/v2/messages HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      return RawAnswer(try client.readToEnd())?.text ?? ""
    }
  }

  @Test func `says where it is, and has its mail again after a restart`() async throws {
    let folder = try FileTree([:])
    let path = folder.root + "/mail"
    let log = LogLines()
    try await withServer("-maildir-path", path, log: log) { try await send("kept", to: $0) }
    let starting = log.all.map { $0.dropFirst(20).dropLast() }.filter { $0.contains("aildir") }
    #expect(starting == ["Using maildir message storage", "Maildir path is \(path)"])
    let again = try await withServer("-maildir-path", path) { try await list($0) }
    #expect(again.contains("\"Subject\":[\"kept\"]"))
  }

  @Test func `gives up the oldest, and says how much has gone`() async throws {
    let folder = try FileTree([:])
    let path = folder.root + "/mail"
    let log = LogLines()
    let kept = try await withServer("-maildir-path", path, "-max-messages", "1", log: log) { server in
      for subject in ["one", "two", "three"] { try await send(subject, to: server) }
      try await waitUntil { log.all.contains { $0.contains("removed the oldest messages") } }
      return try await list(server)
    }
    #expect(kept.contains("\"total\":1,"))
    #expect(kept.contains("\"Subject\":[\"three\"]"))
    let lines = log.all.filter { $0.contains("removed the oldest messages") }
    #expect(lines.first?.contains("debug: ") == true)
    #expect(lines.first?.contains(" mail.kept=1 ") == true)
  }

  @Test func `starts whatever the limits of messages are`() async throws {
    let folder = try FileTree([:])
    let path = folder.root + "/mail"
    let most = "\(Int.max)"
    try await withServer(
      "-maildir-path",
      path,
      "-max-recipients",
      most,
      "-max-command-line",
      most,
      "-max-message-size",
      most
    ) {
      try await send("one", to: $0)
    }
  }

  @Test func `does not start where its folder cannot be`() async throws {
    let folder = try FileTree(["/file": "not a folder"])
    let settings = try Settings.test("-storage", "maildir", "-maildir-path", folder.root + "/file")
    await #expect {
      try await HogletServer.start(settings, logger: LogLines().logger())
    } throws: { error in
      "\(error)".hasPrefix("Error opening the maildir: ")
    }
  }
}
