import EventLoop
import LoopbackClient
import MailStore
import Testing

/// A request that is refused, and how.
struct RefusedRequest: CustomTestStringConvertible, Sendable {
  let status: Int
  let wire: String

  init(_ status: Int, _ wire: String) { (self.status, self.wire) = (status, wire) }

  var testDescription: String { "\(status): \(wire.prefix(60).debugDescription)" }
}

@Suite(.timeLimit(.minutes(10))) struct `Refusals over HTTP` {
  private static let long = String(repeating: "x", count: 70_000)

  static let requests = [
    RefusedRequest(400, "GET / HTTP/1.1\r\n\r\n"),
    RefusedRequest(400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
    RefusedRequest(
      400,
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    RefusedRequest(400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\nx"),
    RefusedRequest(400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
    RefusedRequest(400, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
    RefusedRequest(400, "GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n\r\n"),
    RefusedRequest(400, "GET / HTTP/1.1\nHost: a\n\n"),
    RefusedRequest(400, "GET /\u{1} HTTP/1.1\r\nHost: a\r\n\r\n"),
    RefusedRequest(400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n"),
    RefusedRequest(411, "POST / HTTP/1.0\r\n\r\nabc"),
    RefusedRequest(413, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n"),
    RefusedRequest(413, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n"),
    RefusedRequest(414, "GET /\(long.prefix(17_000)) HTTP/1.1\r\nHost: a\r\n\r\n"),
    RefusedRequest(417, "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\nx"),
    RefusedRequest(431, "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\n\r\n"),
    RefusedRequest(501, "BREW / HTTP/1.1\r\nHost: a\r\n\r\n"),
    RefusedRequest(501, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n"),
    RefusedRequest(501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    RefusedRequest(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    RefusedRequest(505, "GET / HTTP/0.9\r\n\r\n"),
  ]

  @Test(arguments: requests)
  func `say why, once, and close`(request: RefusedRequest) async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let answer = try #require(try await service.answer(request.wire + "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
    #expect(answer.status == request.status)
    #expect(answer["Connection"] == "close")
    #expect(answer["Content-Length"] == "\(answer.content.count)")
    #expect(answer.text?.hasPrefix("\(request.status) ") == true)
    await service.loop.stop()
  }

  @Test func `spare what is unusual and right`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    for wire in [
      "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://a/api/v2/messages HTTP/1.1\r\nHost: b\r\n\r\n",
      "GET /%61pi/v2/messages HTTP/1.1\r\nHost: a\r\n\r\n", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.9\r\nHost:\r\n\r\n",
    ] {
      #expect(try await service.answer(wire)?.status == 200, "\(wire)")
    }
    #expect(try await service.answer("GET /api%2Fv2/messages HTTP/1.1\r\nHost: a\r\n\r\n")?.status == 404)
    await service.loop.stop()
  }

  @Test func `come before content that the client holds back, which is asked for otherwise`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    let head = "DELETE /api/v1/messages HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n"
    let lines = try await service.client { client in
      let asked = try client.ask(head + "Content-Length: 2\r\n\r\n", lines: 2)
      try client.send("ok")
      return asked + [try client.readLine() ?? "<end>"]
    }
    #expect(lines == ["HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK"])
    let refused = try await service.answer(head + "Content-Length: 2000000\r\n\r\n")
    #expect(refused?.status == 413)
    await service.loop.stop()
  }
}
