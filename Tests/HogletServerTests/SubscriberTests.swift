import Bytes
import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A subscriber of the stream of events` {
  @Test func `is let go as soon as it has gone`() async throws {
    let service = try await TestService.http(MemoryStore(), try .test())
    _ = try await service.client { try $0.subscribe() }
    try await waitUntil { await service.loop.streamCount == 0 }
    await service.loop.stop()
  }

  @Test func `is served though it sends what nobody asked for`() async throws {
    let store = MemoryStore()
    let service = try await TestService.http(store, try .test())
    let event = try await service.client { client in
      _ = try client.subscribe(behind: "GET /nope HTTP/1.1\r\nHost: h\r\n\r\n")
      try client.send(String(repeating: "x", count: 10_000))
      store.insert(.sample(1, size: 10))
      return try client.readEvent()
    }
    #expect(event == `The stream of events`.event(.sample(1, size: 10)))
    await service.loop.stop()
  }

  @Test func `is told to go at once when the server stops`() async throws {
    let server = try await HogletServer.start(try .test(), logger: LogLines().logger())
    let port = server.apiPort
    let subscribed = Bell()
    async let rest = onThread {
      var client = try LoopbackClient(port: port)
      _ = try client.subscribe()
      subscribed.ring()
      return try client.readToEnd()
    }
    try await onThread { subscribed.wait() }
    // It is not held up: that would be an hour.
    await server.stop(within: .seconds(3_600))
    #expect(try await rest == Array("0\r\n\r\n".utf8))
  }

  @Test func `is cut off in the middle of a message when the server stops`() async throws {
    let store = MemoryStore()
    let service = try await TestService.http(store, try .test())
    let loop = service.loop
    let rest = try await service.client { client in
      _ = try client.subscribe()
      store.insert(.sample(1, size: 20_000_000))
      _ = try client.read(count: 100_000)
      loop.execute { loop in loop.forEachHandler { $0.shutdown(on: loop) } }
      do { return try client.readToEnd() } catch { return [] }
    }
    #expect(!rest.suffix(5).elementsEqual("0\r\n\r\n".utf8))
    try await waitUntil { await loop.streamCount == 0 }
    await loop.stop()
  }

  @Test func `may be silent for longer than other connections`() async throws {
    let store = MemoryStore()
    let service = try await TestService.http(store, try .test("-idle-timeout", "1s"))
    let second = service.everySecond
    let event = try await service.client { client in
      _ = try client.subscribe()
      second.wait(times: 4)
      store.insert(.sample(1, size: 10))
      return try client.readEvent()
    }
    #expect(event == `The stream of events`.event(.sample(1, size: 10)))
    await service.loop.stop()
  }
}
