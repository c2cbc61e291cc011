import EventLoop
import Flags
import HTTP
import HogletServer
import MailStore
import Testing

@Suite struct `The host of the API` {
  @Test(arguments: [
    ("mail.example", "//mail.example", ["mail.example", "ws://mail.example", "wss://mail.example"]),
    ("//h:80/", "//h:80", ["h:80", "ws://h:80", "wss://h:80"]),
    ("http://localhost:8025", "http://localhost:8025", ["http://localhost:8025", "ws://localhost:8025"]),
    ("HTTPS://h/mail//", "https://h/mail", ["https://h", "wss://h"]),
    ("http://[::1]:8025/a/b", "http://[::1]:8025/a/b", ["http://[::1]:8025", "ws://[::1]:8025"]),
  ])
  func `is an address with a scheme or without`(text: String, base: String, sources: [String]) throws {
    let host = try #require(APIHost(text))
    #expect(host.base == base)
    #expect(host.sources == sources)
  }

  @Test(arguments: [
    "", "/", "//", "http://", "https:///path", "ftp://h", "http://h x", "h;script-src *", "h,x",
    "h\"><script>",
    "h'", "h\r\nX: y", "user@h", "http://h/?a", "http://h/#a", "h/a//b", "é",
  ])
  func `is nothing else`(text: String) {
    #expect(APIHost(text) == nil)
  }

  @Test func `has nothing in it that could end an attribute or a source of the page's policy`() throws {
    for place in ["https://ma#il.example", "https://mail.example/a#b", "#", "//h:1/#"] {
      for byte in UInt8.min...(.max) {
        let text = place.replacing("#", with: String(UnicodeScalar(byte)))
        guard let host = APIHost(text) else { continue }
        let page = [host.base] + host.sources
        let bytes = page.joined().utf8
        #expect(bytes.allSatisfy { $0 > 32 && $0 < 127 && !" \"'<>&;,*".utf8.contains($0) }, "\(text)")
      }
    }
  }

  @Test func `is told to the page, which may then connect there`() async throws {
    let service = try await TestService.http(MemoryStore(), .test("-api-host", "https://api.example:8025"))
    let answer = try #require(try await service.get("/"))
    let text = try #require(answer.text)
    #expect(text.contains("<head>\n<meta name=\"api-host\" content=\"https://api.example:8025\">\n"))
    let policy = try #require(answer["Content-Security-Policy"])
    #expect(policy.contains("; connect-src 'self' https://api.example:8025 wss://api.example:8025; "))
    // Who has read the page of another host must not keep it.
    let other = try await TestService.http(MemoryStore(), .test("-api-host", "other.example"))
    let tag = try #require(answer["ETag"])
    #expect(try await service.get("/", "If-None-Match: \(tag)")?.status == 304)
    #expect(try await other.get("/", "If-None-Match: \(tag)")?.status == 200)
    await service.loop.stop()
    await other.loop.stop()
  }

  @Test func `is not told where there is none`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let answer = try #require(try await service.get("/"))
    #expect(try #require(answer.text).contains("api-host") == false)
    #expect(try #require(answer["Content-Security-Policy"]).contains("; connect-src 'self'; "))
    await service.loop.stop()
  }
}

@Suite struct `The settings of access` {
  private func access(_ arguments: [String], _ environment: [String: String] = [:]) throws -> AccessSettings {
    try Settings(SettingsFlags.all.parse(arguments: arguments, environment: environment)).access
  }

  @Test func `are open when nothing is given, or nothing in words`() throws {
    for environment in [[:], ["MH_AUTH_FILE": "", "MH_API_HOST": ""]] {
      let access = try access([], environment)
      #expect(access.authenticationFile == nil)
      #expect(access.apiHost == nil)
    }
  }

  @Test func `come from flags and variables`() throws {
    let access = try access(["-auth-file", "/a"], ["MH_AUTH_FILE": "/b", "MH_API_HOST": "h"])
    #expect(access.authenticationFile == "/a")
    #expect(access.apiHost?.base == "//h")
  }

  @Test func `are refused when the page could not find its API by them`() {
    let error = #expect(throws: SettingsError.self) { try access(["-api-host", "a b"]) }
    #expect(error?.description == "-api-host: \"a b\" is not an address such as https://mail.example:8025")
  }
}

@Suite(.timeLimit(.minutes(10))) struct `A file of users` {
  private static let users = "test:$2a$04$qxRo.ftFoNep7ld/5jfKtuBTnGqff/fZVyj53mUC5sVf9dtDLAi/S\n\n"

  private func start(_ path: String, _ lines: LogLines = LogLines()) async throws {
    let server = try await HogletServer.start(.test("-auth-file", path), logger: lines.logger(.info))
    await server.stop()
  }

  @Test func `is read at the start, which says so`() async throws {
    let files = try FileTree(["/users": Self.users])
    let lines = LogLines()
    try await start(files.root + "/users", lines)
    #expect(lines.all.contains { $0.hasSuffix(" [HTTP] Loaded 1 users from \(files.root)/users\n") })
  }

  @Test func `keeps the server from starting when it cannot be read`() async throws {
    let files = try FileTree(["/users": "test:secret", "/large": String(repeating: "\n", count: 9 << 20)])
    for (path, reason) in [
      ("/none", "open: No such file or directory"), ("", "read: Is a directory"),
      ("/large", "read: File too large"),
      ("/users", "line 1 is not user:hash with a hash of bcrypt's"),
    ] {
      let path = files.root + path
      let error = await #expect(throws: StartError.self) { try await start(path) }
      #expect(error?.description == "[HTTP] Error reading auth-file: \(path): \(reason)")
    }
  }
}
