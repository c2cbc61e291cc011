import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `The limits of HTTP` {
  @Test(arguments: [
    (
      ["-max-http-head", "1KB"],
      "GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "x", count: 1_000))\r\n\r\n", 431
    ),
    (
      ["-max-http-head", "1KB"], "GET /\(String(repeating: "x", count: 1_100)) HTTP/1.1\r\nHost: h\r\n\r\n",
      414
    ),
    (["-max-http-body", "10"], "DELETE / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n", 413),
    (
      ["-max-http-body", "10"],
      "DELETE / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n12345678901\r\n", 413
    ),
    (["-idle-timeout", "1s"], "GET / HTTP/1.1\r\nHost:", 408),
  ])
  func `are answered as the standard has it`(flags: [String], request: String, status: Int) async throws {
    let service = try await TestService.http(MemoryStore(), try .test(flags))
    let lines = try await service.client { try $0.ask(request) }
    #expect(lines.first?.hasPrefix("HTTP/1.1 \(status) ") == true, "\(lines)")
    await service.loop.stop()
  }

  @Test(arguments: [
    (
      ["-max-http-head", "1KB"],
      "GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "x", count: 900))\r\n\r\n"
    ),
    (["-max-http-body", "10"], "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n1234567890"),
  ])
  func `let pass what is just below them`(flags: [String], request: String) async throws {
    let service = try await TestService.http(MemoryStore(), try .test(flags))
    let lines = try await service.client { try $0.ask(request) }
    #expect(lines == ["HTTP/1.1 200 OK"])
    await service.loop.stop()
  }

  @Test func `refuse a request that is larger than all that may be unfinished, and give back its room`()
    async throws
  {
    let service = try await TestService.http(MemoryStore(), try .test("-max-request-bytes", "100KB"))
    for _ in 0..<3 {
      let lines = try await service.client { client in
        try client.send("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 900000\r\n\r\n")
        return try client.ask(String(repeating: "x", count: 200_000))
      }
      #expect(lines.first == "HTTP/1.1 503 Service Unavailable", "\(lines)")
      let whole = try await service.client { client in
        try client.send("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 90000\r\n\r\n")
        return try client.ask(String(repeating: "x", count: 90_000))
      }
      #expect(whole.first == "HTTP/1.1 200 OK", "\(whole)")
    }
    await service.loop.stop()
  }

  /// What came behind the request of a WebSocket is the WebSocket's.
  @Test func `count nothing of a connection that has gone over to another protocol`() async throws {
    let server = try await HogletServer.start(
      .test("-max-request-bytes", "100KB"),
      logger: LogLines().logger()
    )
    let port = server.apiPort
    let handshake =
      "GET /api/v2/websocket HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    let answers = try await onThread {
      for _ in 0..<10 {
        var client = try LoopbackClient(port: port)
        try client.send(handshake + String(repeating: "x", count: 50_000))
        #expect(try client.readLine() == "HTTP/1.1 101 Switching Protocols")
      }
      var client = try LoopbackClient(port: port)
      try client.send("POST /api/v2/jim HTTP/1.1\r\nHost: h\r\nContent-Length: 90000\r\n\r\n")
      return try client.ask(String(repeating: " ", count: 90_000))
    }
    #expect(answers.first != nil && answers.first != "HTTP/1.1 503 Service Unavailable", "\(answers)")
    await server.stop()
  }

  @Test func `count connections of both protocols`() async throws {
    let server = try await HogletServer.start(
      try .test("-max-connections", "1"),
      logger: LogLines().logger()
    )
    let (smtp, http) = (server.smtpPort, server.apiPort)
    let answers = try await onThread {
      var first = try LoopbackClient(port: smtp)
      let greeting = try first.readLine()
      var second = try LoopbackClient(port: smtp)
      var third = try LoopbackClient(port: http)
      return [greeting, try second.readLine(), try third.readLine(), try first.ask("NOOP\r\n").first]
    }
    #expect(
      answers == [
        "220 mailhog.example ESMTP MailHog", "421 mailhog.example Too many connections, try again later",
        "HTTP/1.1 503 Service Unavailable", "250 Ok",
      ]
    )
    await server.stop()
  }
}
