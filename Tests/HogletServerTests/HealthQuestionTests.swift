import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A question of health` {
  /// Asks with more patience than the command has, as tests run on loaded machines.
  private func ask(
    _ address: String,
    _ path: String = "/healthz",
    withinSeconds seconds: Int = 30
  ) async throws -> String {
    try await onThread { try HealthQuestion(address: address, path: path).ask(withinSeconds: seconds) }
  }

  private func reason(
    _ address: String,
    _ path: String = "/healthz",
    withinSeconds seconds: Int = 30
  ) async -> String? {
    await #expect(throws: HealthQuestion.Failure.self) {
      try await ask(address, path, withinSeconds: seconds)
    }?.description
  }

  @Test(arguments: ["", "0.0.0.0", "127.0.0.1", "localhost"])
  func `finds a server at the loopback`(host: String) async throws {
    let service = try await TestService.http(MemoryStore(), .test("-ui-web-path", "/mail"))
    let answer = try await ask("\(host):\(service.port)")
    #expect(
      answer.hasPrefix("http://\(host == "localhost" ? host : "127.0.0.1"):\(service.port)/healthz: 200")
    )
    await service.loop.stop()
  }

  @Test func `is answered no with the status`() async throws {
    let store = GatedStore(fails: true)
    store.open()
    let service = try await TestService.http(store, .test())
    let address = "127.0.0.1:\(service.port)"
    #expect(await reason(address, "/readyz") == "http://\(address)/readyz: 503 Service Unavailable")
    #expect(try await ask(address).hasSuffix(": 200 OK"))
    await service.loop.stop()
  }

  @Test func `is answered no where nobody listens, and where no address is`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    await service.loop.stop()
    let address = "127.0.0.1:\(service.port)"
    #expect(await reason(address) == "http://\(address)/healthz: connect: Connection refused")
    #expect(await reason("nonsense") == "nonsense: missing port in address")
    #expect(await reason("h:70000") == "h:70000: port out of range")
  }

  @Test func `is answered no by a server of another protocol`() async throws {
    let service = try await TestService.smtp(MemoryStore(), .test())
    let address = "127.0.0.1:\(service.port)"
    #expect(await reason(address) == "http://\(address)/healthz: no answer of HTTP")
    await service.loop.stop()
  }

  @Test func `is answered no by a server that does not answer in time`() async throws {
    let store = GatedStore()
    let service = try await TestService.http(store, .test())
    let address = "127.0.0.1:\(service.port)"
    // This path waits for the store, which never answers.
    let reason = await reason(address, "/api/v2/messages", withinSeconds: 1)
    #expect(reason == "http://\(address)/api/v2/messages: no answer in time")
    store.open()
    await service.loop.stop()
  }

  @Test(arguments: [
    // What a server says must not reach a terminal as it is.
    ("HTTP/1.1 503 \u{1B}[31mno\r\n", "503 \\u{1B}[31mno"), ("HTTP/1.1 2000 OK\r\n", nil),
    ("HTTP/1.0 200 OK\r\n", "no answer of HTTP"), ("HTTP/1.1 \r\n", ""), ("\r\n", "no answer of HTTP"),
    (String(repeating: "x", count: 200_000), "no answer of HTTP"),
  ])
  func `takes only a status line for an answer, and shows it harmlessly`(
    said: String,
    expected: String?
  )
    async throws
  {
    let server = try await ScriptedSMTPServer(greeting: said)
    let address = "127.0.0.1:\(server.port)"
    if let expected {
      #expect(await reason(address) == "http://\(address)/healthz: \(expected)")
    } else {
      #expect(try await ask(address).hasPrefix("http://\(address)/healthz: 200"))
    }
    await server.loop.stop()
  }

  @Test func `is answered no by a server that answers drop by drop`() async throws {
    let server = try await ScriptedSMTPServer(greeting: "", drip: "H") { _ in "" }
    let address = "127.0.0.1:\(server.port)"
    #expect(
      await reason(address, withinSeconds: 2) == "http://\(address)/healthz: no answer in time"
    )
    await server.loop.stop()
  }
}
