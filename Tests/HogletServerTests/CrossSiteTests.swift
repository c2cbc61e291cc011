import EventLoop
import HogletServer
import MailStore
import Testing

@Suite(.timeLimit(.minutes(10))) struct `A page of another site` {
  private func status(
    _ fields: String,
    path: String = "/api/v2/jim",
    _ settings: String...
  ) async throws -> Int? {
    let service = try await TestService.http(MemoryStore(), .test(settings))
    let answer = try await service.answer(
      "POST \(path) HTTP/1.1\r\nHost: localhost:8025\r\n\(fields)Content-Length: 2\r\n\r\n{}"
    )
    await service.loop.stop()
    return answer?.status
  }

  @Test(arguments: [
    "Origin: http://evil.example\r\n", "Origin: null\r\n", "Origin: http://localhost:3000\r\n",
    "Origin: https://localhost:8025.evil.example\r\n",
    "Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n",
    "Origin: http://localhost:3000\r\nSec-Fetch-Site: same-site\r\n",
  ])
  func `sends nothing to Jim or to other servers`(fields: String) async throws {
    #expect(try await status(fields) == 403)
    #expect(try await status(fields, path: "/api/v1/messages/x/release") == 403)
  }

  @Test(arguments: [
    "", "Origin: http://localhost:8025\r\n", "Sec-Fetch-Site: none\r\n",
    "Origin: https://behind.a.proxy\r\nSec-Fetch-Site: same-origin\r\n",
    "Origin: https://behind.a.proxy\r\nX-Forwarded-Host: behind.a.proxy\r\n",
  ])
  func `is not what programs and our own page are taken for`(fields: String) async throws {
    #expect(try await status(fields) == 201)
  }

  @Test func `may send where the setting names it`() async throws {
    let fields = "Origin: http://tests.example\r\nSec-Fetch-Site: cross-site\r\n"
    #expect(try await status(fields, "-cors-origin", "http://tests.example") == 201)
    #expect(try await status(fields, "-cors-origin", "*") == 201)
    #expect(try await status(fields, "-cors-origin", "http://other.example") == 403)
  }

  @Test(arguments: ["PUT", "DELETE"])
  func `has to ask first for other methods, and is not answered`(method: String) async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let answer = try await service.get(
      "/api/v2/jim",
      "Origin: http://evil.example",
      "Access-Control-Request-Method: \(method)",
      method: "OPTIONS"
    )
    #expect(answer?["Access-Control-Allow-Origin"] == nil)
    await service.loop.stop()
  }
}
