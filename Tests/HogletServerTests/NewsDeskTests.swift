import Bytes
import EventLoop
import Guarding
import HTTP
import HogletAPI
import HogletServer
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `What happened` {
  /// Runs `body` on a loop with a hub that follows a store; the feeds that it gives back leave when all is over.
  private func onLoop(
    _ store: any MailStore,
    budget: Int = 1 << 20,
    log: LogLines = LogLines(),
    until isOver: @Sendable () async -> Bool,
    _ body: @Sendable (LiveHub, isolated EventLoop) -> [NewsFeed]
  ) async throws {
    try await withHub(store, budget: budget, log: log, until: isOver) { hub, loop in
      let feeds = body(hub, loop)
      return { for feed in feeds { feed.leave() } }
    }
  }

  /// What a subscriber writes in one go.
  @discardableResult
  private static func write(_ feed: NewsFeed) -> (progress: BodyProgress, text: String) {
    var buffer = ByteBuffer()
    let progress = feed.write(into: &buffer)
    return (progress, String(decoding: buffer.bytes, as: UTF8.self))
  }

  /// Notes all that a subscriber is told, as a client does that reads at once.
  private static func read(_ feed: NewsFeed, into heard: Heard) {
    feed.onMore = {
      while true {
        let (progress, text) = write(feed)
        heard.add(text)
        if progress != .more { break }
      }
    }
    feed.onMore?()
  }

  /// The names of events about messages and whose they are, readable from any thread.
  private final class Heard: Sendable {
    private let text = Guarded("")

    func add(_ more: String) { text.withLock { $0 += more } }

    var events: [String] {
      text.withLock { text in
        text.split(separator: "\n\n").compactMap { event in
          guard let id = event.firstMatch(of: /"id":"([^"]*)"/)?.output.1 else { return nil }
          return "\(event.prefix { $0 != "\n" }.dropFirst(7)) \(id)"
        }
      }
    }
  }

  /// A message whose event is large, because of its recipients.
  private static func wide(_ number: Int, bytes: Int) -> StoredMessage {
    let path = Envelope.Path(ByteString("\(String(repeating: "r", count: 998))@h"))
    return StoredMessage(
      id: MessageID(ByteString("id\(number)@h")),
      envelope: Envelope(
        helo: "h",
        sender: Envelope.Path("a@b"),
        recipients: Array(repeating: path, count: bytes / 1000)
      ),
      data: Array("Subject: \(number)\r\n\r\n".utf8),
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }

  @Test func `is looked up once for all who follow`() async throws {
    let store = GatedStore()
    store.open()
    let heard = (0..<5).map { _ in Heard() }
    try await onLoop(store) {
      heard.allSatisfy { $0.events == ["stored id1@h"] }
    } _: { hub, _ in
      let feeds = heard.map { heard in
        let feed = NewsFeed(NewsRequest(), of: hub)
        Self.read(feed, into: heard)
        return feed
      }
      store.put(.sample(1, size: 10))
      return feeds
    }
    #expect(store.messageCount == 1)
  }

  /// What a subscriber hears who comes to a hundred events later than another, with how often messages were looked up.
  private func late(_ search: MailSearch?) async throws -> (events: ArraySlice<String>, lookUps: Int) {
    let store = GatedStore()
    store.open()
    let (early, late) = (Heard(), Heard())
    let haveLeft = Guarded(false)
    let loop = try EventLoop(label: "test")
    loop.start()
    let (come, leave) = await loop.run { loop in
      let hub = LiveHub(following: store, budget: 1 << 20, logger: LogLines().logger(), on: loop)
      var feeds = [NewsFeed(NewsRequest(), of: hub)]
      let place = ByteString(Self.write(feeds[0]).text.firstMatch(of: /id: (.*)\n/)?.output.1 ?? "")
      Self.read(feeds[0], into: early)
      for number in 0..<100 { store.put(.sample(number, size: 10)) }
      let come = loop.bell {
        feeds.append(NewsFeed(NewsRequest(search: search, lastEventID: place), of: hub))
        Self.read(feeds[1], into: late)
        store.put(.sample(100, size: 10))
      }
      let leave = loop.bell {
        for feed in feeds { feed.leave() }
        haveLeft.withLock { $0 = true }
      }
      return (come, leave)
    }
    try await waitUntil { early.events.count == 100 }
    #expect(store.messageCount == 100)
    come.ring()
    try await waitUntil { late.events.last == "stored id100@h" }
    leave.ring()
    try await waitUntil { haveLeft.withLock { $0 } }
    await loop.stop()
    return (late.events[...], store.messageCount)
  }

  @Test func `is kept for those who come to it later`() async throws {
    let (events, lookUps) = try await late(nil)
    #expect(events == (0...100).map { "stored id\($0)@h" }[...])
    #expect(lookUps == 101)
  }

  @Test func `is looked up again for a search that nobody had before`() async throws {
    let (events, lookUps) = try await late(MailSearch([.init(.field("subject", "0"))]))
    #expect(events == (0...10).map { "stored id\($0 * 10)@h" }[...])
    #expect(lookUps == 201)
  }

  @Test func `is told of no message that went before it could be looked up`() async throws {
    let store = GatedStore()
    let heard = Heard()
    try await onLoop(store) {
      heard.events.count == 2
    } _: { hub, loop in
      let feed = NewsFeed(NewsRequest(), of: hub)
      Self.read(feed, into: heard)
      store.put(.sample(1, size: 10))
      store.put(.sample(2, size: 10))
      store.remove(MessageID("id1@h"))
      store.open()
      return [feed]
    }
    #expect(heard.events == ["stored id2@h", "deleted id1@h"])
  }

  @Test func `cuts off who reads the oldest of it, when what is held is too much`() async throws {
    let store = MemoryStore()
    let log = LogLines()
    let cutOff = Guarded<[Int]>([])
    try await onLoop(store, budget: 3_000_000, log: log) {
      cutOff.withLock { !$0.isEmpty }
    } _: { hub, _ in
      // Each stays in the event that it comes to first.
      (0..<4).map { number in
        let feed = NewsFeed(NewsRequest(), of: hub)
        while Self.write(feed).progress == .more {}
        store.insert(Self.wide(number, bytes: 900_000))
        #expect(Self.write(feed).progress == .waiting)
        feed.onMore = { Self.write(feed) }
        feed.onCutOff = { [unowned feed] in
          cutOff.withLock { $0.append(number) }
          feed.leave()
        }
        return feed
      }
    }
    #expect(cutOff.withLock(\.count) == 1)
    #expect(log.all.contains { $0.contains("cut off a subscriber that was too slow") })
  }

  @Test func `cuts off nobody who reads the only large one`() async throws {
    let store = MemoryStore()
    let heard = Heard()
    try await onLoop(store, budget: 1_000) {
      heard.events.count == 1
    } _: { hub, _ in
      let feed = NewsFeed(NewsRequest(), of: hub)
      Self.read(feed, into: heard)
      feed.onCutOff = { Issue.record("it would come to the same again") }
      store.insert(Self.wide(1, bytes: 2_000_000))
      return [feed]
    }
    #expect(heard.events == ["stored id1@h"])
  }
}
