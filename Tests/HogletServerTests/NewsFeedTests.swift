import Bytes
import EventLoop
import Guarding
import HTTP
import HogletAPI
import HogletServer
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A subscriber of the news` {
  /// Runs `body` on a loop with a hub that follows a store.
  private func onLoop(
    _ store: MemoryStore = MemoryStore(),
    budget: Int = 1 << 20,
    _ body: @escaping @Sendable (LiveHub, isolated EventLoop) -> Void
  ) async throws {
    let loop = try EventLoop(label: "test")
    loop.start()
    await loop.run { loop in
      body(LiveHub(following: store, budget: budget, logger: LogLines().logger(), on: loop), loop)
    }
    await loop.stop()
  }

  /// What it writes in one go.
  private static func write(_ feed: NewsFeed) -> (progress: BodyProgress, text: String) {
    var buffer = ByteBuffer()
    let progress = feed.write(into: &buffer)
    return (progress, String(decoding: buffer.bytes, as: UTF8.self))
  }

  @Test func `is shown every quarter of a minute that the connection stands`() async throws {
    try await onLoop { hub, loop in
      let feed = NewsFeed(NewsRequest(), of: hub)
      var calls = 0
      feed.onMore = { calls += 1 }
      #expect(Self.write(feed).text.hasPrefix("event: hello\nid: "))
      #expect(Self.write(feed) == (.waiting, ""))
      hub.tick(14)
      hub.serve(on: loop)
      #expect(calls == 0)
      hub.tick(15)
      hub.serve(on: loop)
      #expect(calls == 1)
      #expect(Self.write(feed) == (.more, ":\n\n"))
      #expect(Self.write(feed) == (.waiting, ""))
      feed.leave()
    }
  }

  @Test func `leaves nothing behind`() async throws {
    let store = MemoryStore()
    try await onLoop(store) { hub, loop in
      for _ in 0..<3 {
        let feed = NewsFeed(NewsRequest(search: MailSearch([])), of: hub)
        _ = Self.write(feed)
        store.insert(.sample(1, size: 10))
        #expect(Self.write(feed).progress == .waiting)
        feed.leave()
        hub.serve(on: loop)
        #expect(hub.waitingBytes == 0)
      }
    }
  }
}
