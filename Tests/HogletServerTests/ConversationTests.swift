import Bytes
import EventLoop
import Glibc
import Guarding
import HTTP
import HTTPTypes
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A conversation by HTTP` {
  /// Waits until its task is given up, and says so.
  private final class Endless: Sendable {
    let asked = Bell()
    let isGivenUp = Guarded(false)

    func answer() async -> Response {
      asked.ring()
      // Cancelling ends the sleep, however long it is.
      while !Task.isCancelled { try? await Task.sleep(for: .seconds(600)) }
      isGivenUp.withLock { $0 = true }
      return Response(.ok)
    }
  }

  /// Reads one answer that has a length.
  private static func read(_ client: inout LoopbackClient) throws -> (head: [String], content: String) {
    var head: [String] = []
    while let line = try client.readLine(), !line.isEmpty { head.append(line) }
    let length = head.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
    return (head, String(decoding: try client.read(count: length ?? 0), as: UTF8.self))
  }

  @Test func `answers more requests than fit into one turn, in order`() async throws {
    let router = Router(routes: [
      Route(.get, "/echo/{text}") { _, parameters in .text(.ok, parameters["text"].description) }
    ])
    let service = try await TestService.http(router)
    let count = 1_000
    let requests = (0..<count).map { "GET /echo/\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }.joined()
    let contents = try await service.client { client in
      try client.send(requests)
      return try (0..<count).map { _ in try Self.read(&client).content }
    }
    #expect(contents == (0..<count).map(String.init))
    await service.loop.stop()
  }

  @Test func `gives up finding an answer when nobody waits for it any more`() async throws {
    let endless = Endless()
    let service = try await TestService.http(
      Router(routes: [Route(.get, "/endless") { _, _ in await endless.answer() }])
    )
    try await service.client { client in
      try client.send("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n")
      endless.asked.wait()
      client.resetOnClose()
    }
    try await waitUntil { endless.isGivenUp.withLock { $0 } }
    await service.loop.stop()
  }

  @Test func `says the time in the form of the standard, and the right one`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let before = time(nil)
    let date = try #require(try await service.get("/healthz")?["Date"])
    // RFC 9110 section 5.6.7.
    // Its clock may be a tick ahead of this one.
    let right = (before...time(nil) + 1).map { seconds in
      var (seconds, parts, text) = (seconds, tm(), [UInt8](repeating: 0, count: 64))
      gmtime_r(&seconds, &parts)
      let count = text.withUnsafeMutableBytes {
        strftime($0.baseAddress, $0.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
      }
      return String(decoding: text[..<count], as: UTF8.self)
    }
    #expect(right.contains(String(date)), "\(date)")
    await service.loop.stop()
  }

  @Test func `says who guesses passwords too fast to come again`() async throws {
    let doorkeeper = Doorkeeper(try .test("test:test"), waitingLimit: 0)
    let service = try await TestService.http(MemoryStore(), .test(), doorkeeper: doorkeeper)
    let answer = try #require(
      try await service.get("/api/v2/messages", "Authorization: Basic dGVzdDp3cm9uZw==")
    )
    #expect(answer.status == 503)
    #expect(answer["Retry-After"] == "1")
    #expect(answer["WWW-Authenticate"] == nil)
    // Who needs no password is not kept waiting.
    #expect(try await service.get("/healthz", "Authorization: Basic dGVzdDp3cm9uZw==")?.status == 200)
    await service.loop.stop()
  }
}

@Suite(.timeLimit(.minutes(10))) struct `A path that was meant otherwise` {
  private func answer(
    _ path: String,
    method: String = "GET",
    _ arguments: String...
  ) async throws -> RawAnswer {
    let service = try await TestService.http(MemoryStore(), .test(arguments))
    let answer = try await service.get(path, method: method)
    await service.loop.stop()
    return try #require(answer)
  }

  @Test(arguments: [
    ("GET", "/api/v2/messages/?a=<b>&c='d'", "/api/v2/messages?a=<b>&c='d'"),
    ("HEAD", "/api/v2/messages/", "/api/v2/messages"), ("GET", "/../../api/v2/jim/.", "/api/v2/jim"),
    ("DELETE", "//api/v1/messages", "/api/v1/messages"), ("GET", "/./", "/"),
    ("GET", "/api/v1/events//", "/api/v1/events"),
  ])
  func `leads to the one that is served`(method: String, path: String, location: String) async throws {
    let answer = try await answer(path, method: method)
    #expect(answer.status == 301)
    #expect(answer["Location"].map(String.init) == location)
  }

  @Test func `is told to people with a link that is only text`() async throws {
    let answer = try await answer("/api/v2/messages/?q=\"><script>&'")
    #expect(
      answer.text == """
        <a href="/api/v2/messages?q=&#34;&gt;&lt;script&gt;&amp;&#39;">Moved Permanently</a>.\n\n
        """
    )
    #expect(answer["Content-Type"] == "text/html; charset=utf-8")
  }

  @Test(arguments: ["/nowhere/", "//nowhere", "/api/v2//", "/api/v1/messages/../../nothing", "/%2e%2e/"])
  func `leads nowhere if nothing is there`(path: String) async throws {
    let answer = try await answer(path)
    #expect(answer.status == 404)
    #expect(answer["Location"] == nil)
  }

  @Test func `leads nowhere for what that path cannot do`() async throws {
    #expect(try await answer("//api/v2/messages", method: "PUT").status == 404)
  }

  @Test(arguments: [("/hog", "/hog/"), ("/hog?x=1&y", "/hog/?x=1&y")])
  func `leads to the page, whose links need the slash`(path: String, location: String) async throws {
    let answer = try await answer(path, "-ui-web-path", "/hog")
    #expect(answer.status == 301)
    #expect(answer["Location"].map(String.init) == location)
  }

  @Test(arguments: ["/images/x.png", "/css/a/b.css", "/js/controllers.js", "/fonts/f.woff"])
  func `of MailHog's page is not there, without a word`(path: String) async throws {
    for webPath in ["", "/hog"] {
      let answer = try await answer(webPath + path, "-ui-web-path", webPath)
      #expect(answer.status == 404)
      #expect(answer.content.isEmpty)
    }
    #expect(try await answer("/imagesque").content.isEmpty == false)
  }
}
