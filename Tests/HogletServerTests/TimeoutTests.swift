import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `Time over HTTP` {
  private static let get = "GET /nope HTTP/1.1\r\nHost: h\r\n\r\n"

  @Test(arguments: [
    "G", "GET / HTTP/1.1\r\nHost: h\r\n", "DELETE / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabc",
    "DELETE / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n", get + "GET", "\r",
  ])
  func `runs out for a request that does not arrive`(part: String) async throws {
    let service = try await TestService.http(MemoryStore(), try .test("-request-timeout", "1s"))
    let text = try await service.client { client in
      try client.send(part)
      return String(decoding: try client.readToEnd(), as: UTF8.self)
    }
    let statuses = text.matches(of: #/HTTP/1\.1 (\d+)/#).map { $0.1 }
    #expect(statuses == (part.hasPrefix(Self.get) ? ["404", "408"] : ["408"]))
    #expect(text.contains("Connection: close\r\n"))
    await service.loop.stop()
  }

  @Test func `runs out for a request that drips`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test("-request-timeout", "1s"))
    let second = service.everySecond
    let answer = try await service.client { client in
      try client.send("DELETE / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n")
      // The third second is behind the end of the time, and before that of the server's patience with what still comes.
      for _ in 0..<3 {
        second.wait()
        try client.send("x")
      }
      return try client.readLine()
    }
    #expect(answer == "HTTP/1.1 408 Request Timeout")
    await service.loop.stop()
  }

  @Test func `begins anew with each request`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test("-request-timeout", "2s"))
    let second = service.everySecond
    let answers = try await service.client { client in
      // Always in the middle of a request, but never for long in the same one.
      try client.send("GET")
      var answers: [String?] = []
      for _ in 0..<6 {
        second.wait()
        try client.send(Self.get.dropFirst(3) + "GET")
        answers.append(try client.readLine())
        while try client.readLine() != "404 page not found" {}
      }
      return answers
    }
    #expect(answers == Array(repeating: "HTTP/1.1 404 Not Found", count: 6))
    await service.loop.stop()
  }

  @Test func `does not run out while an answer is found`() async throws {
    let store = GatedStore()
    let service = try await TestService.http(
      store,
      try .test("-request-timeout", "1s", "-idle-timeout", "1s")
    )
    let loop = service.loop
    async let line = service.client { client in
      try client.send("GET /api/v2/messages HTTP/1.1\r\nHost: h\r\n\r\nGET")
      return try client.readLine()
    }
    try await waitUntil { store.waiting != 0 }
    let second = service.everySecond
    try await onThread { second.wait(times: 3) }
    store.open()
    #expect(try await line == "HTTP/1.1 200 OK")
    await loop.stop()
  }

  @Test func `ends a silent connection without a word`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test("-idle-timeout", "1s"))
    let (fresh, used) = try await service.client { client in
      try client.send(Self.get)
      let used = String(decoding: try client.readToEnd(), as: UTF8.self)
      var fresh = try LoopbackClient(port: service.port)
      return (try fresh.readToEnd(), used)
    }
    #expect(fresh == [])
    #expect(used.hasSuffix("\r\n\r\n404 page not found\n"))
    #expect(used.matches(of: #/HTTP/1\.1 /#).count == 1)
    await service.loop.stop()
  }
}

extension TestService {
  /// A bell that rings once a second.
  var everySecond: Bell {
    let bell = Bell()
    loop.execute { loop in loop.everySecond { bell.ring() } }
    return bell
  }
}
