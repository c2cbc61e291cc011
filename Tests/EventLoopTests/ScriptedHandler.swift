import EventLoop
import Guarding

/// A handler that tells what it was called with, and does what the test says.
final class ScriptedHandler: StreamHandler {
  let stream: Stream
  let diary: Diary
  let reaction: @Sendable (Stream, [UInt8], isolated EventLoop) -> Void
  /// Whether the stream is to be paused in front of its first read.
  var refusesFirstRead: Bool

  init(
    _ stream: Stream,
    _ diary: Diary,
    refusesFirstRead: Bool = false,
    reaction: @escaping @Sendable (Stream, [UInt8], isolated EventLoop) -> Void
  ) {
    self.stream = stream
    self.diary = diary
    self.refusesFirstRead = refusesFirstRead
    self.reaction = reaction
  }

  func willRead(on loop: isolated EventLoop) {
    guard refusesFirstRead else { return }
    refusesFirstRead = false
    stream.isPaused = true
    diary.add(.refused)
  }

  func opened(on loop: isolated EventLoop) { diary.add(.opened) }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    let copy = bytes.indices.map { bytes[$0] }
    diary.add(.received(copy.count))
    reaction(stream, copy, loop)
  }

  func inputEnded(on loop: isolated EventLoop) {
    diary.add(.inputEnded)
    stream.close(.afterOutput)
  }

  func drained(on loop: isolated EventLoop) { diary.add(.drained) }

  func idled(on loop: isolated EventLoop) {
    diary.add(.idled)
    stream.close(.now)
  }

  func expired(on loop: isolated EventLoop) { diary.add(.expired) }

  func shutdown(on loop: isolated EventLoop) {
    diary.add(.shutdown)
    stream.write(Array("bye\r\n".utf8))
    stream.close(.afterOutput)
  }

  func closed(on loop: isolated EventLoop) { diary.add(.closed) }
}

/// What handlers were called with, readable from any thread.
final class Diary: Sendable {
  enum Entry: Equatable, Sendable {
    case opened, refused, received(Int), inputEnded, drained, idled, expired, shutdown, closed
  }

  private let entries = Guarded<[Entry]>([])
  private let stream: AsyncStream<Entry>
  private let continuation: AsyncStream<Entry>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func add(_ entry: Entry) {
    entries.withLock { $0.append(entry) }
    continuation.yield(entry)
  }

  /// All so far.
  var all: [Entry] { entries.withLock { $0 } }

  /// Waits until `entry` is written.
  ///
  /// One test at a time waits, each entry once.
  func wait(for entry: Entry) async {
    for await next in stream where next == entry { return }
  }
}

/// A loop that listens on a free port, with one kind of handler.
struct TestServer {
  let loop: EventLoop
  let diary = Diary()
  let port: Int
  let limit: ConnectionLimit

  init(
    address: String = "127.0.0.1:0",
    connections: Int = 100,
    idleLimit: Int = 0,
    refusesFirstRead: Bool = false,
    reaction: @escaping @Sendable (Stream, [UInt8], isolated EventLoop) -> Void
  ) async throws {
    loop = try EventLoop(label: "test")
    limit = ConnectionLimit(connections)
    let (diary, limit) = (diary, limit)
    loop.start()
    port = try await loop.run { loop in
      let socket = try ListeningSocket(address)
      let port = socket.address.port
      try loop.listen(on: socket, limit: limit, refusal: Array("421 full\r\n".utf8)) { stream in
        stream.idleLimit = idleLimit
        return ScriptedHandler(stream, diary, refusesFirstRead: refusesFirstRead, reaction: reaction)
      }
      return port
    }
  }

  /// A server that sends back what it gets.
  static func echo(address: String = "127.0.0.1:0", connections: Int = 100) async throws -> TestServer {
    try await TestServer(address: address, connections: connections) { stream, bytes, _ in stream.write(bytes)
    }
  }
}
