import Bytes
import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing

@Suite(.timeLimit(.minutes(10))) struct `Compression over HTTP` {
  static let multipart =
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    + String(repeating: "<p>", count: 5_000) + "\r\n--b--"

  /// A service over one multipart message and many plain ones.
  private func service(messages: Int = 30, size: Int = 10_000) async throws -> TestService {
    let store = MemoryStore()
    store.insert(.plain("multipart@h", Self.multipart))
    for number in 0..<messages {
      store.insert(
        .plain(
          "\(number)@h",
          "Subject: \(number)\r\n\r\n" + String(repeating: "text \(number) ", count: size / 8)
        )
      )
    }
    return try await TestService.http(store, try .test())
  }

  @Test(arguments: [
    "/api/v2/messages", "/api/v1/messages", "/api/v2/messages?limit=1", "/api/v1/messages/1@h",
  ])
  func `loses nothing`(path: String) async throws {
    let service = try await service()
    let plain = try #require(try await service.get(path))
    #expect(plain["Content-Encoding"] == nil)
    #expect(plain["Vary"] == "Accept-Encoding")
    let coded = try #require(try await service.get(path, "Accept-Encoding: gzip"))
    #expect(coded["Content-Encoding"] == "gzip")
    #expect(coded["Vary"] == "Accept-Encoding")
    #expect(coded["Content-Type"] == plain["Content-Type"])
    #expect(coded.content.count < plain.content.count / 3)
    #expect(coded.text == plain.text)
    await service.loop.stop()
  }

  @Test func `comes in chunks when it is long, and with its length when it is short`() async throws {
    let service = try await service()
    let long = try #require(try await service.get("/api/v2/messages", "Accept-Encoding: gzip"))
    #expect(long["Transfer-Encoding"] == "chunked")
    #expect(long["Content-Length"] == nil)
    let short = try #require(try await service.get("/api/v1/messages/1@h", "Accept-Encoding: gzip"))
    #expect(short["Transfer-Encoding"] == nil)
    #expect(short["Content-Length"] == "\(short.content.count)")
    await service.loop.stop()
  }

  @Test func `ends with the connection for clients of HTTP 1.0`() async throws {
    let service = try await service()
    let plain = try await service.get("/api/v2/messages")
    let old = try #require(
      try await service.get(
        "/api/v2/messages",
        "Accept-Encoding: gzip",
        "Connection: keep-alive",
        version: "1.0"
      )
    )
    #expect(old["Content-Encoding"] == "gzip")
    #expect(old["Transfer-Encoding"] == nil)
    #expect(old["Content-Length"] == nil)
    #expect(old["Connection"] == "close")
    #expect(old.text == plain?.text)
    await service.loop.stop()
  }

  @Test(arguments: ["/api/v2/messages", "/api/v1/messages/1@h", "/api/v1/messages/1@h/download", "/"])
  func `is announced to HEAD as to GET`(path: String) async throws {
    let service = try await service()
    let get = try #require(try await service.get(path, "Accept-Encoding: gzip"))
    let head = try #require(try await service.get(path, "Accept-Encoding: gzip", method: "HEAD"))
    #expect(head.content == [])
    for field in ["Content-Encoding", "Content-Length", "Vary", "ETag", "Content-Type"] {
      #expect(head[field] == get[field], "\(field)")
    }
    await service.loop.stop()
  }

  @Test(arguments: ["/api/v1/messages/1@h/download", "/api/v1/messages/multipart@h/mime/part/0/download"])
  func `is never of downloads`(path: String) async throws {
    let service = try await service()
    let answer = try #require(try await service.get(path, "Accept-Encoding: gzip"))
    #expect(answer.status == 200)
    #expect(answer.content.count > 1_024)
    #expect(answer["Content-Encoding"] == nil)
    #expect(answer["Vary"] == nil)
    await service.loop.stop()
  }

  @Test(arguments: ["/nope", "/api/v1/messages/nope"])
  func `is not of what is short`(path: String) async throws {
    let service = try await service()
    let answer = try #require(try await service.get(path, "Accept-Encoding: gzip"))
    #expect(answer["Content-Encoding"] == nil)
    #expect(answer["Vary"] == nil)
    #expect(answer["Content-Length"] == "\(answer.content.count)")
    await service.loop.stop()
  }

  @Test func `makes no more than its reader takes, and holds up nobody`() async throws {
    let store = MemoryStore()
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: 33 + ($0 &* $0 &* 31 >> 5) % 90) }
    let noise = String(decoding: bytes, as: UTF8.self)
    for number in 0..<12 { store.insert(.plain("\(number)@h", "\r\n\(noise)")) }
    let service = try await TestService.http(store, try .test())
    let port = service.port
    let (status, content) = try await service.client { slow in
      try slow.send(
        "GET /api/v1/messages HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
      )
      let first = try slow.read(count: 1)
      var quick = try LoopbackClient(port: port)
      try quick.send("GET /api/v2/messages?limit=1&start=99 HTTP/1.1\r\nHost: h\r\n\r\n")
      return (try quick.readLine(), first + (try slow.readToEnd()))
    }
    #expect(status == "HTTP/1.1 200 OK")
    let text = try #require(RawAnswer(content)?.text)
    #expect(text.utf8.count > 24_000_000)
    #expect(text.hasSuffix("}}]"))
    await service.loop.stop()
  }

  @Test func `is over when its reader leaves`() async throws {
    let service = try await service(messages: 20, size: 1 << 20)
    let loop = service.loop
    try await service.client { client in
      try client.send("GET /api/v1/messages HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n")
      _ = try client.read(count: 1)
      client.resetOnClose()
    }
    await loop.waitUntilIdle()
    #expect(await loop.streamCount == 0)
    await loop.stop()
  }
}

extension StoredMessage {
  /// A message of `text` from nobody to nobody.
  static func plain(_ id: String, _ text: String) -> StoredMessage {
    StoredMessage(
      id: MessageID(ByteString(id)),
      envelope: Envelope(helo: "h", sender: Envelope.Path(""), recipients: []),
      data: Array(text.utf8),
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }
}
