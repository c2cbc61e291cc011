import Bytes
import EventLoop
import Guarding
import HTTP
import HogletServer
import MailHogAPI
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A hub of live events` {
  /// Runs `body` on a loop with a hub that follows a store; the feeds that it gives back leave when all is over.
  private func onLoop(
    _ store: any MailStore = MemoryStore(),
    budget: Int = 1 << 20,
    log: LogLines = LogLines(),
    until isOver: @Sendable () -> Bool = { true },
    _ body: @Sendable (LiveHub, isolated EventLoop) -> [LiveFeed]
  ) async throws {
    try await withHub(store, budget: budget, log: log, until: isOver) { hub, loop in
      let feeds = body(hub, loop)
      return { for feed in feeds { feed.leave() } }
    }
  }

  /// What a subscriber writes in one go.
  private static func write(_ feed: LiveFeed) -> (progress: BodyProgress, text: String) {
    var buffer = ByteBuffer()
    let progress = feed.write(into: &buffer)
    return (progress, String(decoding: buffer.bytes, as: UTF8.self))
  }

  @Test func `calls who waits when there is a message, and tells only of what came since`() async throws {
    let store = MemoryStore()
    store.insert(.sample(0, size: 10))
    try await onLoop(store) { hub, loop in
      let feed = LiveFeed(.event, of: hub)
      var calls = 0
      feed.onMore = { calls += 1 }
      #expect(Self.write(feed) == (.waiting, ""))
      hub.serve(on: loop)
      #expect(calls == 0)
      store.insert(.sample(1, size: 10))
      hub.serve(on: loop)
      #expect(calls == 1)
      // It has to be got first.
      #expect(Self.write(feed) == (.waiting, ""))
      hub.serve(on: loop)
      #expect(calls == 2)
      #expect(Self.write(feed) == (.more, `The stream of events`.event(.sample(1, size: 10))))
      #expect(Self.write(feed) == (.waiting, ""))
      return [feed]
    }
  }

  @Test func `gets a message once for all`() async throws {
    let store = GatedStore()
    store.open()
    try await onLoop(store) { hub, loop in
      let feeds = (0..<5).map { _ in LiveFeed(.event, of: hub) }
      store.put(.sample(1, size: 100_000))
      for feed in feeds { #expect(Self.write(feed) == (.waiting, "")) }
      hub.serve(on: loop)
      return feeds
    }
    #expect(store.messageCount == 1)
  }

  @Test func `shows who hears nothing that the connection stands`() async throws {
    try await onLoop { hub, loop in
      let feed = LiveFeed(.event, of: hub)
      var calls = 0
      feed.onMore = { calls += 1 }
      #expect(Self.write(feed) == (.waiting, ""))
      hub.tick(59)
      hub.serve(on: loop)
      #expect(calls == 0)
      hub.tick(60)
      hub.serve(on: loop)
      #expect(calls == 1)
      #expect(Self.write(feed) == (.more, "keepalive: \n\n"))
      #expect(Self.write(feed) == (.waiting, ""))
      hub.tick(119)
      hub.serve(on: loop)
      #expect(calls == 1)
      return [feed]
    }
  }

  @Test func `has no more waiting for sockets than its budget, and a kilobyte each`() async throws {
    let store = MemoryStore()
    let (count, budget) = (200, 1 << 20)
    let waiting = Guarded<[Int]>([])
    try await onLoop(store, budget: budget, until: { waiting.withLock { $0.count } == count }) { hub, _ in
      let feeds = (0..<count).map { _ in LiveFeed(.event, of: hub) }
      store.insert(.sample(1, size: 3_000_000))
      // Nobody's socket takes anything: each writes once when the message has been got, and is never asked again.
      for feed in feeds {
        feed.onMore = {
          #expect(Self.write(feed).progress == .more)
          waiting.withLock { $0.append(hub.waitingBytes) }
        }
        #expect(Self.write(feed).progress == .waiting)
      }
      return feeds
    }
    let total = waiting.withLock { $0.last ?? 0 }
    #expect(total > budget - 16 * 1024)
    #expect(total < budget + count * 2_048)
  }

  @Test func `says when somebody was too slow, who goes on with what there is`() async throws {
    let store = MemoryStore()
    let log = LogLines()
    try await onLoop(store, log: log) { hub, loop in
      let feed = LiveFeed(.event, of: hub)
      var texts: [String] = []
      feed.onMore = {
        let (_, text) = Self.write(feed)
        texts.append(text)
      }
      for number in 0...MailEvents.capacity { store.insert(.sample(number, size: 10)) }
      #expect(Self.write(feed) == (.waiting, ""))
      hub.serve(on: loop)
      #expect(texts.first?.hasPrefix(`The stream of events`.event(.sample(1, size: 10))) == true)
      return [feed]
    }
    #expect(log.all.contains { $0.contains("too slow") && $0.contains("live.missed=1") })
  }

  @Test func `cuts off who reads the oldest message when those that only readers hold are too many`()
    async throws
  {
    let store = GatedStore()
    store.open()
    let log = LogLines()
    let cutOff = Guarded<[Int]>([])
    let isOver: @Sendable () -> Bool = { !cutOff.withLock(\.isEmpty) }
    try await onLoop(store, budget: 250_000, log: log, until: isOver) { hub, _ in
      // Each stays in the message that it comes to first.
      (0..<3).map { number in
        let feed = LiveFeed(.event, of: hub)
        store.put(.sample(number, size: 100_000))
        #expect(Self.write(feed).progress == .waiting)
        feed.onMore = { #expect(Self.write(feed).progress == .more) }
        feed.onCutOff = { [unowned feed] in
          cutOff.withLock { $0.append(number) }
          feed.leave()
        }
        return feed
      }
    }
    #expect(cutOff.withLock(\.count) == 1)
    #expect(log.all.contains { $0.contains("cut off a subscriber that kept a message in memory") })
  }

  @Test func `cuts off nobody for messages that the store keeps in memory itself`() async throws {
    let store = MemoryStore()
    let begun = Guarded(0)
    try await onLoop(store, budget: 100, until: { begun.withLock { $0 } == 3 }) { hub, _ in
      (0..<3).map { number in
        let feed = LiveFeed(.event, of: hub)
        store.insert(.sample(number, size: 100_000))
        #expect(Self.write(feed).progress == .waiting)
        feed.onMore = {
          #expect(Self.write(feed).progress == .more)
          begun.withLock { $0 += 1 }
        }
        feed.onCutOff = { Issue.record("nothing is gained by that") }
        return feed
      }
    }
  }

  @Test func `forgets who leaves, and what waited for it`() async throws {
    let store = MemoryStore()
    try await onLoop(store) { hub, loop in
      let feed = LiveFeed(.event, of: hub)
      feed.onMore = { Issue.record("it has left") }
      store.insert(.sample(1, size: 10))
      #expect(Self.write(feed).progress == .waiting)
      feed.leave()
      hub.serve(on: loop)
      hub.tick(60)
      hub.serve(on: loop)
      #expect(hub.waitingBytes == 0)
      return []
    }
  }
}
