import HogletServer
import LoopbackClient
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `Slow readers of removed mail` {
  private static let megabyte = 1 << 20

  @Test func `are cut off when they hold too much of it, and the rest are served`() async throws {
    let log = LogLines()
    let server = try await HogletServer.start(try .test("-max-bytes", "24MB"), logger: log.logger(.notice))
    let (smtp, http) = (server.smtpPort, server.apiPort)
    let (cut, whole) = try await onThread {
      var sender = try LoopbackClient(port: smtp)
      _ = try sender.ask("HELO me\r\n", lines: 2)
      for _ in 0..<20 { try Self.send(&sender) }
      var slow = try LoopbackClient(port: http)
      try slow.send("GET /api/v2/messages HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      _ = try slow.read(count: 1)
      // Twice what fits: all that the slow reader wants has gone.
      for _ in 0..<48 { try Self.send(&sender) }
      let cut = try slow.readToEnd()
      var quick = try LoopbackClient(port: http)
      try quick.send("GET /api/v2/messages?limit=3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      return (cut, try quick.readToEnd())
    }
    #expect(cut.count > 0)
    #expect(!cut.suffix(7).elementsEqual("\r\n0\r\n\r\n".utf8))
    #expect(whole.suffix(7).elementsEqual("\r\n0\r\n\r\n".utf8))
    #expect(
      log.all.contains { $0.contains("notice: cut off an answer that kept messages in memory for itself") }
    )
    await server.stop()
  }

  @Test func `are left in peace as long as what they read is kept`() async throws {
    let server = try await HogletServer.start(try .test("-max-bytes", "64MB"), logger: LogLines().logger())
    let (smtp, http) = (server.smtpPort, server.apiPort)
    let answer = try await onThread {
      var sender = try LoopbackClient(port: smtp)
      _ = try sender.ask("HELO me\r\n", lines: 2)
      for _ in 0..<20 { try Self.send(&sender) }
      var slow = try LoopbackClient(port: http)
      try slow.send("GET /api/v2/messages HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      _ = try slow.read(count: 1)
      for _ in 0..<20 { try Self.send(&sender) }
      return try slow.readToEnd()
    }
    #expect(answer.suffix(7).elementsEqual("\r\n0\r\n\r\n".utf8))
    await server.stop()
  }

  /// Sends a message of a megabyte and waits for its reply.
  private static func send(_ client: inout LoopbackClient) throws {
    let line = String(repeating: "x", count: 1_022) + "\r\n"
    let text = String(repeating: line, count: megabyte / 1_024)
    let lines = try client.ask("MAIL FROM:<a@b.c>\r\nDATA\r\n\(text).\r\n", lines: 3)
    #expect(lines.last?.hasPrefix("250 Ok: queued as ") == true)
  }
}
