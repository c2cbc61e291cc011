import EventLoop
import LoopbackClient
import MailStore
import Testing

@Suite(.timeLimit(.minutes(10))) struct `Asking again over HTTP` {
  private func service() async throws -> TestService {
    let store = MemoryStore()
    store.insert(.plain("id@h", `Compression over HTTP`.multipart))
    return try await TestService.http(store, try .test())
  }

  @Test(
    arguments: [
      "/", "/api/v1/messages/id@h", "/api/v1/messages/id@h/download",
      "/api/v1/messages/id@h/mime/part/1/download",
    ],
    ["GET", "HEAD"]
  )
  func `is answered with 304 and no content`(path: String, method: String) async throws {
    let service = try await service()
    for coding in ["Accept-Encoding: gzip", "Accept-Encoding: identity"] {
      let first = try #require(try await service.get(path, coding, method: method))
      #expect(first.status == 200)
      #expect(first["Cache-Control"] == "no-cache")
      let tag = try #require(first["ETag"])
      let second = try #require(
        try await service.get(path, coding, "If-None-Match: W/\(tag)", method: method)
      )
      #expect(second.status == 304)
      #expect(second.content == [])
      for field in ["ETag", "Vary", "Cache-Control"] { #expect(second[field] == first[field], "\(field)") }
      for field in ["Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding"] {
        #expect(second[field] == nil, "\(field)")
      }
      #expect(second["Date"] != nil)
      let other = try await service.get(path, coding, "If-None-Match: \"x\"", method: method)
      #expect(other?.status == 200)
    }
    await service.loop.stop()
  }

  @Test func `needs the tag of the same coding`() async throws {
    let service = try await service()
    let path = "/api/v1/messages/id@h"
    let plain = try #require(try await service.get(path)?["ETag"])
    let coded = try #require(try await service.get(path, "Accept-Encoding: gzip")?["ETag"])
    #expect(plain != coded)
    #expect(try await service.get(path, "If-None-Match: \(coded)")?.status == 200)
    #expect(
      try await service.get(path, "Accept-Encoding: gzip", "If-None-Match: \(plain), \(coded)")?.status == 304
    )
    await service.loop.stop()
  }

  @Test func `gives the connection to the next request`() async throws {
    let service = try await service()
    let lines = try await service.client { client in
      let request = "GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: *\r\n\r\n"
      try client.send(request + request)
      client.endSending()
      return String(decoding: try client.readToEnd(), as: UTF8.self).matches(of: #/HTTP/1\.1 304/#).count
    }
    #expect(lines == 2)
    await service.loop.stop()
  }

  @Test(arguments: ["/api/v1/messages", "/api/v2/messages", "/nope", "/api/v1/messages/nope"])
  func `is no use for what changes or is not there`(path: String) async throws {
    let service = try await service()
    let answer = try #require(try await service.get(path, "If-None-Match: *"))
    #expect(answer.status == (path == "/nope" ? 404 : 200))
    #expect(answer["ETag"] == nil)
    #expect(answer["Cache-Control"] == nil)
    await service.loop.stop()
  }
}
