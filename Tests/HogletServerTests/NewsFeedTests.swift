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

  @Test func `that reads nothing has no more waiting for it than its budget, and a kilobyte`() async throws {
    let store = MemoryStore()
    let (count, budget) = (100, 64 * 1024)
    for number in 0..<500 { store.insert(.sample(number, size: 10)) }
    try await onLoop(store, budget: budget) { hub, loop in
      let feeds = (0..<count).map { _ in NewsFeed(NewsRequest(), of: hub) }
      for number in 0..<500 { store.delete(MessageID(ByteString("id\(number)@h"))) }
      // Nobody's socket takes anything: each writes once, and is never asked again.
      var written = 0
      for feed in feeds {
        let (progress, text) = Self.write(feed)
        #expect(progress == .more)
        written += text.utf8.count
      }
      #expect(written == hub.waitingBytes)
      #expect(written > budget - 16 * 1024)
      #expect(written < budget + count * 2_048)
      for feed in feeds { feed.leave() }
      #expect(hub.waitingBytes == 0)
    }
  }

  @Test func `that reads too slowly is told to load everything, and goes on`() async throws {
    let store = MemoryStore()
    for number in 0..<MailEvents.capacity + 10 { store.insert(.sample(number, size: 10)) }
    try await onLoop(store) { hub, loop in
      let feed = NewsFeed(NewsRequest(), of: hub)
      #expect(Self.write(feed).text.hasPrefix("event: hello\n"))
      for number in 0..<MailEvents.capacity + 10 { store.delete(MessageID(ByteString("id\(number)@h"))) }
      let text = Self.write(feed).text
      #expect(text.hasPrefix("event: reset\n"))
      #expect(!text.contains("event: deleted\n"))
      store.insert(.sample(1, size: 10))
      store.delete(MessageID("id1@h"))
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
