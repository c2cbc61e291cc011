import EventLoop
import Glibc
import LoopbackClient
import Testing
import Waiting

/// The first connection of a listener closes the second when it hears something; the third reads nothing.
private final class OneOfThree: StreamHandler {
  final class Group {
    var streams: [Stream] = []
  }

  private let group: Group
  private let stream: Stream
  private let place: Int

  init(_ stream: Stream, in group: Group) {
    (self.stream, self.group, place) = (stream, group, group.streams.count)
    group.streams.append(stream)
  }

  func opened(on loop: isolated EventLoop) {
    if place == 2 { stream.isPaused = true }
  }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    guard place == 0 else { return }
    let second = group.streams[1]
    second.perform(on: loop) { second.close(.now) }
  }

  func inputEnded(on loop: isolated EventLoop) {}
  func drained(on loop: isolated EventLoop) {}
  func idled(on loop: isolated EventLoop) {}
  func shutdown(on loop: isolated EventLoop) {}
  func closed(on loop: isolated EventLoop) {}
}

@Suite(.timeLimit(.minutes(10))) struct `An event of a closed stream` {
  /// In a process of its own, so that the freed descriptor can go to nobody else.
  @Test func `does not reach the stream that gets its descriptor`() async {
    await #expect(processExitsWith: .success) {
      // No limit of the test's own reaches into this process.
      alarm(240)
      let loop = try EventLoop(label: "test")
      loop.start()
      let port = try await loop.run { loop throws -> Int in
        let socket = try ListeningSocket("127.0.0.1:0")
        let port = socket.address.port
        let group = OneOfThree.Group()
        try loop.listen(on: socket, limit: ConnectionLimit(10), refusal: []) { OneOfThree($0, in: group) }
        return port
      }
      let (isHeld, mayGoOn, isOver) = (Bell(), Bell(), Bell())
      async let clients: Void = onThread {
        let first = try LoopbackClient(port: port)
        let second = try LoopbackClient(port: port)
        isHeld.wait()
        // In one batch, in this order: the first is heard, the listener has a third, the second is reset.
        try first.send("a")
        let third = try LoopbackClient(port: port)
        second.resetOnClose()
        _ = consume second
        // Takes every low number that is free, so that the next is the one that the server gives up.
        while (0..<100).contains(dup(STDERR_FILENO)) {}
        mayGoOn.ring()
        isOver.wait()
        _ = consume first
        _ = consume third
      }
      try await waitUntil { await loop.streamCount >= 2 }
      loop.execute { _ in
        isHeld.ring()
        mayGoOn.wait()
      }
      // The first may come in front of the batch, the second is behind it.
      for _ in 0..<2 { await loop.run { _ in } }
      // The second has gone, and the first and the third are there.
      let open = await loop.streamCount
      isOver.ring()
      try await clients
      exit(open == 2 ? 0 : 1)
    }
  }
}
