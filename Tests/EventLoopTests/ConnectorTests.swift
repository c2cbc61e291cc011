import EventLoop
import Glibc
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A loop that connects` {
  @Test func `talks to a server as if it had been called`() async throws {
    let server = try await TestServer { stream, bytes, _ in
      stream.write(bytes.reversed())
      stream.close(.afterOutput)
    }
    let caller = try Caller()
    #expect(await caller.call(["127.0.0.1:\(server.port)"], saying: "abc") == .heard("cba"))
    #expect(caller.limit.count == 0)
    await caller.loop.stop()
    await server.loop.stop()
  }

  @Test func `reaches a server over IPv6`() async throws {
    let server = try await TestServer.echo(address: "[::1]:0")
    let caller = try Caller()
    #expect(await caller.call(["[::1]:\(server.port)"], saying: "six") == .heard("six"))
    await caller.loop.stop()
    await server.loop.stop()
  }

  @Test func `goes on to the next address when one refuses`() async throws {
    let server = try await TestServer.echo()
    let caller = try Caller()
    let refusing = try RefusingPort()
    let result = await caller.call(
      ["127.0.0.1:\(refusing.port)", "[::1]:\(refusing.port)", "127.0.0.1:\(server.port)"],
      saying: "third"
    )
    #expect(result == .heard("third"))
    await caller.loop.stop()
    await server.loop.stop()
  }

  @Test func `goes on to the next address when one does not answer`() async throws {
    let silent = try SilentPort()
    let server = try await TestServer.echo()
    let caller = try Caller()
    let result = await caller.call(
      ["127.0.0.1:\(silent.port)", "127.0.0.1:\(server.port)"],
      saying: "second"
    )
    #expect(result == .heard("second"))
    await caller.loop.stop()
    await server.loop.stop()
  }

  @Test func `says what went wrong with the last address`() async throws {
    let caller = try Caller()
    let refusing = try RefusingPort()
    #expect(
      await caller.call(["127.0.0.1:\(refusing.port)"], saying: "")
        == .failed("127.0.0.1:\(refusing.port): connect: Connection refused")
    )
    let silent = try SilentPort()
    #expect(
      await caller.call(["127.0.0.1:\(silent.port)"], saying: "")
        == .failed("127.0.0.1:\(silent.port): no answer in time")
    )
    #expect(await caller.call([], saying: "") == .failed("no address"))
    #expect(caller.limit.count == 0)
    await caller.loop.stop()
  }

  @Test func `opens no more connections than it may`() async throws {
    let server = try await TestServer.echo()
    let caller = try Caller(connections: 0)
    let result = await caller.call(["127.0.0.1:\(server.port)"], saying: "")
    #expect(result == .failed("too many connections are open"))
    #expect(server.diary.all == [])
    await caller.loop.stop()
    await server.loop.stop()
  }

  @Test func `gives up what is not connected yet when it stops, and begins nothing after`() async throws {
    let silent = try SilentPort()
    let caller = try Caller()
    async let result = caller.call(["127.0.0.1:\(silent.port)"], saying: "", patience: 1_000)
    try await caller.hasBegun()
    await caller.loop.stop()
    #expect(await result == .failed("127.0.0.1:\(silent.port): the server is stopping"))
    #expect(await caller.call(["127.0.0.1:1"], saying: "") == .failed("the server is stopping"))
    #expect(caller.limit.count == 0)
  }
}

/// A loop that connects for a test.
private struct Caller {
  enum Result: Equatable {
    case heard(String)
    case failed(String)
  }

  let loop: EventLoop
  let limit: ConnectionLimit

  init(connections: Int = 10) throws {
    loop = try EventLoop(label: "caller")
    limit = ConnectionLimit(connections)
    loop.start()
  }

  /// Connects, says something, and returns what comes back.
  func call(_ addresses: [String], saying text: String, patience: Int = 1) async -> Result {
    let found = await addresses.asyncFlatMap { await addressesOf($0) }
    return await loop.call(found, saying: text, patience: patience, limit: limit)
  }

  /// Waits until a connection is being made.
  func hasBegun() async throws {
    try await waitUntil { limit.count != 0 }
  }

  private func addressesOf(_ text: String) async -> [SocketAddress] {
    guard let address = try? BindAddress(text), let port = UInt16(address.port) else { return [] }
    let resolver = Resolver(on: BlockingQueues(label: "test", count: 1, limit: 10))
    return (try? await resolver.addresses(of: address.host, port: port)) ?? []
  }
}

extension EventLoop {
  fileprivate func call(
    _ addresses: [SocketAddress],
    saying text: String,
    patience: Int,
    limit: ConnectionLimit
  ) async -> Caller.Result {
    await withCheckedContinuation { continuation in
      connect(to: addresses, patience: patience, limit: limit) { stream in
        CallHandler(stream, text) { continuation.resume(returning: .heard($0)) }
      } failed: { failure in
        continuation.resume(returning: .failed(failure.description))
      }
    }
  }
}

/// Says one thing and ends with the first answer.
private final class CallHandler: StreamHandler {
  private let stream: Stream
  private let text: String
  private let heard: (String) -> Void

  init(_ stream: Stream, _ text: String, heard: @escaping (String) -> Void) {
    self.stream = stream
    self.text = text
    self.heard = heard
  }

  func opened(on loop: isolated EventLoop) { stream.write(Array(text.utf8)) }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    heard(String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self))
    stream.close(.now)
  }

  func inputEnded(on loop: isolated EventLoop) {}
  func drained(on loop: isolated EventLoop) {}
  func idled(on loop: isolated EventLoop) {}
  func shutdown(on loop: isolated EventLoop) {}
  func closed(on loop: isolated EventLoop) {}
}

/// A port of 127.0.0.1 at which nobody answers: its line of waiting connections is full.
private final class SilentPort: Sendable {
  let port: Int
  private let descriptors: [Int32]

  init() throws {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(listening, address, size)
        _ = listen(listening, 0)
        _ = getsockname(listening, address, &size)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    var descriptors = [listening]
    for _ in 0..<3 {
      let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
      withUnsafeMutablePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(filler, $0, size) }
      }
      descriptors.append(filler)
    }
    self.descriptors = descriptors
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }
}

/// A port that is taken on all addresses, and at which nobody listens: a call is refused, and no other test gets it.
private final class RefusingPort: Sendable {
  let port: Int
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let number = descriptor
    let isTaken = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(number, address, size) == 0 && getsockname(number, address, &size) == 0
      }
    }
    try #require(isTaken)
    port = Int(UInt16(bigEndian: address.sin6_port))
  }

  deinit { close(descriptor) }
}

extension Array {
  fileprivate func asyncFlatMap<Result>(_ body: (Element) async -> [Result]) async -> [Result] {
    var results: [Result] = []
    for element in self { results += await body(element) }
    return results
  }
}
