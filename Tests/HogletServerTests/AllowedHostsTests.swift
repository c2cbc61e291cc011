import EventLoop
import Flags
import HogletServer
import LoopbackClient
import MailStore
import Testing

@Suite struct `The allowed hosts` {
  private func allows(_ host: String?, among names: String = "mail.example,*.test.example") throws -> Bool {
    try #require(AllowedHosts(flagText: names)).allows(host)
  }

  @Test(arguments: [
    "localhost", "LOCALHOST:8025", "localhost.", "localhost.:8025", "mail.localhost", "a.b.localhost:80",
    "127.0.0.1", "127.0.0.1:8025", "10.1.2.3", "255.255.255.255", "[::1]", "[::1]:8025", "[FE80::1]",
    "[::ffff:127.0.0.1]:80", "hoglet", "hoglet:8025", "hoglet.", "",
  ])
  func `always have addresses, localhost and names without a dot`(host: String) throws {
    #expect(try allows(host))
  }

  @Test func `have no say in requests that name none`() throws {
    #expect(try allows(nil))
  }

  @Test(arguments: [
    "mail.example", "Mail.Example:8025", "mail.example.", "a.test.example", "a.b.test.example:1",
  ])
  func `have the names that are given`(host: String) throws {
    #expect(try allows(host))
  }

  @Test(arguments: [
    "evil.example", "mail.example.evil", "xmail.example", "a.mail.example", "test.example", ".test.example",
    "xtest.example", "localhost.evil.example", "evil.localhost.example", "127.0.0.1.evil.example",
    "127.0.0.256", "127.0.0", "127.0.0.1.1", "127.0.0.+1", "1.2.3.", "[evil.example]", "[::1].evil.example",
    "[]", "[a.b]", "[::1", "evil.example:80:localhost", "localhost:evil.example", "mail.example..",
    "evil.example,localhost",
  ])
  func `have no others`(host: String) throws {
    #expect(try !allows(host))
  }

  @Test(arguments: [
    ("a.example", "a.example"), (" A.Example , *.b.example", "a.example,*.b.example"),
    ("localhost", "localhost"), ("a_b.example,", "a_b.example"),
  ])
  func `are read from names with commas between them`(text: String, names: String) throws {
    #expect(try #require(AllowedHosts(flagText: text)).flagText == names)
  }

  @Test(arguments: [
    "", ",", " ", "a b", "a.example:80", "*", "*.", "a.*", "a..b", ".a", "a.", "http://a", "a;b", "ä.example",
    "a\r\nb",
  ])
  func `are read from nothing else`(text: String) {
    #expect(AllowedHosts(flagText: text) == nil)
  }

  @Test func `are all hosts unless some are named`() throws {
    for environment in [[:], ["MH_ALLOWED_HOSTS": ""]] {
      #expect(try Settings.test([], environment: environment).access.allowedHosts == nil)
    }
    let named = try Settings.test([], environment: ["MH_ALLOWED_HOSTS": "a.example"])
    #expect(named.access.allowedHosts == AllowedHosts(flagText: "a.example"))
  }
}

@Suite(.timeLimit(.minutes(10))) struct `A server with allowed hosts` {
  private func status(
    _ path: String,
    host: String,
    method: String = "GET",
    _ settings: String...
  ) async throws -> Int? {
    let service = try await TestService.http(
      MemoryStore(),
      .test(["-allowed-hosts", "mail.example"] + settings)
    )
    let status = try await service.answer("\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")?.status
    await service.loop.stop()
    return status
  }

  @Test(arguments: [
    "/", "/api/v2/messages", "/api/v3/messages", "/nowhere", "/metrics", "/healthz", "/readyz",
    "/api/v1/events",
  ])
  func `is misdirected to by all other names, whatever is asked`(path: String) async throws {
    #expect(try await status(path, host: "evil.example") == 421)
  }

  @Test func `answers by its names, and by what nobody else can own`() async throws {
    for host in ["mail.example", "mail.example:8025", "127.0.0.1:8025", "localhost", "hoglet"] {
      #expect(try await status("/api/v2/messages", host: host) == 200)
      #expect(try await status("/healthz", host: host) == 200)
    }
  }

  @Test func `hears the host of a target and not the field beside it`() async throws {
    #expect(try await status("http://evil.example/api/v2/messages", host: "mail.example") == 421)
    #expect(try await status("http://mail.example/api/v2/messages", host: "evil.example") == 200)
  }

  @Test func `does not believe in forwarded hosts, which pages can name`() async throws {
    let host = "evil.example\r\nX-Forwarded-Host: mail.example"
    #expect(try await status("/api/v2/messages", host: host) == 421)
  }

  @Test func `refuses a page of another name before it asks for a password`() async throws {
    let service = try await TestService.http(
      MemoryStore(),
      .test("-allowed-hosts", "mail.example"),
      doorkeeper: Doorkeeper(.test("test:test"))
    )
    let answer = try await service.answer("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    #expect(answer?.status == 421)
    #expect(answer?["WWW-Authenticate"] == nil)
    await service.loop.stop()
  }

  @Test func `opens no WebSocket by another name`() async throws {
    let service = try await TestService.http(MemoryStore(), .test("-allowed-hosts", "mail.example"))
    let request = `The WebSocket`.request
    let refused = try await service.answer(
      request.replacing("Host: h", with: "Host: evil.example\r\nOrigin: http://evil.example") + "\r\n"
    )
    #expect(refused?.status == 421)
    let opened = try await service.client { try $0.ask(request + "\r\n").first }
    #expect(opened == "HTTP/1.1 101 Switching Protocols")
    await service.loop.stop()
  }

  @Test func `lets every host in when none is named`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let answer = try await service.answer("GET /api/v2/messages HTTP/1.1\r\nHost: any.example\r\n\r\n")
    #expect(answer?.status == 200)
    await service.loop.stop()
  }
}
