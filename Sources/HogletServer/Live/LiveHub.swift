internal import Bytes
internal import DequeModule
package import EventLoop
internal import HogletAPI
package import Logging
package import MailStore

/// Serves those who want to hear of each new message, on the loop that serves HTTP.
///
/// It watches the store with one observer for all of them. When something has happened it goes through those who wait, a
/// few at a time so that others on the loop have their turns. It gets each message once for all who come to it at about
/// the same time, and one message at a time.
package final class LiveHub {
  /// How many subscribers are served before others on the loop have their turn.
  private static let batch = 64
  /// How often a message is asked for while the store is unavailable, half a second apart.
  private static let attempts = 240
  /// What a subscriber may have waiting while there is room, in bytes.
  private static let piece = 16 * 1024
  /// What it may always have waiting, in bytes.
  private static let crumb = 1024

  let events: MailEvents
  private let store: any MailStore
  private let logger: Logger
  private let budget: Int
  private let presence = LivePresence()
  private var bell: LoopBell?
  /// Seconds that the loop has ticked.
  private(set) var seconds = 0
  /// What may wait for sockets, over all subscribers, in bytes.
  package internal(set) var waitingBytes = 0

  private var feeds: [ObjectIdentifier: any LiveSubscriber] = [:]
  /// Those who have read everything.
  private var waiting: [ObjectIdentifier: any LiveSubscriber] = [:]
  /// Those who have more to write and have not been told so.
  private var called: Deque<any LiveSubscriber> = []
  /// The end of the events when those who wait were last called.
  private var seen: MailEvents.Cursor
  private var requests = LiveRequests()
  private var recent = RecentMessages()
  /// For those who are told of more than new messages.
  var news: NewsDesk

  /// A hub that follows `store`.
  ///
  /// - Parameters:
  ///   - store: Whose new messages are told.
  ///   - budget: How many bytes may wait for sockets before subscribers have to do with little; and how many the messages
  ///     may take that are held for subscribers alone.
  ///   - logger: Gets a line, at debug, when a subscriber was too slow.
  ///   - loop: Where it lives.
  package init(following store: any MailStore, budget: Int, logger: Logger, on loop: isolated EventLoop) {
    (self.store, self.budget, self.logger) = (store, budget, logger)
    events = store.events
    seen = events.end
    seconds = loop.seconds
    var random = RandomSource()
    news = NewsDesk(replica: random.with(6) { ByteString(Base64.encode($0, alphabet: .urlSafe)) })
    let bell = loop.bell { self.serve(on: loop) }
    self.bell = bell
    events.observe { [presence] in if presence.isFelt { bell.ring() } }
    loop.everySecond { self.tick(loop.seconds) }
  }
}

// MARK: - Subscribers

extension LiveHub {
  /// Takes a subscriber in, and says from where on it is told of what happens.
  func add(_ feed: any LiveSubscriber) -> MailEvents.Cursor {
    presence.isFelt = true
    feeds[ObjectIdentifier(feed)] = feed
    return events.end
  }

  func remove(_ feed: any LiveSubscriber) {
    let key = ObjectIdentifier(feed)
    (feeds[key], waiting[key]) = (nil, nil)
    if let feed = feed as? LiveFeed { requests.remove(feed) }
    if feeds.isEmpty { presence.isFelt = false }
  }

  /// How much a subscriber may write now, in bytes: when too much waits for those who are slow, they hold up nobody, but
  /// all go by small steps.
  var room: Int { waitingBytes + Self.piece <= budget ? Self.piece : Self.crumb }

  /// Calls the subscriber when there is another event.
  func wait(_ feed: any LiveSubscriber) {
    waiting[ObjectIdentifier(feed)] = feed
  }

  /// The message, if it is at hand.
  func find(_ id: MessageID) -> LiveMessage? { recent.find(id) }

  /// Gets a message, and gives it to the subscriber.
  func get(_ id: MessageID, for feed: LiveFeed) {
    requests.add(id, for: feed)
    bell?.ring()
  }

  /// Has an event made ready, and gives it to the subscriber.
  func get(_ order: NewsDesk.Order, for feed: NewsFeed) {
    news.order(order, for: feed)
    bell?.ring()
  }

  func report(missed count: UInt64) {
    logger.debug("a subscriber was too slow and missed events", metadata: ["live.missed": "\(count)"])
  }
}

// MARK: - Serving

extension LiveHub {
  /// Calls those for whom there is more, some of them at once and the rest soon.
  package func serve(on loop: isolated EventLoop) {
    let end = events.end
    if end != seen {
      seen = end
      called += waiting.values
      waiting.removeAll(keepingCapacity: true)
    }
    for _ in 0..<Self.batch {
      if called.isEmpty { fetch(on: loop) }
      guard let feed = called.popFirst() else { return }
      feed.onMore?()
    }
    fetch(on: loop)
    if !called.isEmpty { bell?.ring() }
  }

  /// Begins to get what is wanted: one message at a time, so that those that are got take no more memory than one.
  private func fetch(on loop: isolated EventLoop) {
    while let id = requests.begin() {
      Task.immediate {
        let message = (try? await message(id)) ?? nil
        finish(id, with: await message.livened(), on: loop)
      }
    }
    // One in a turn: it may be made ready on the spot, and its end calls for the next.
    if let order = news.begin() {
      Task.immediate {
        let news = await makeNews(of: order)
        finish(order, with: news, on: loop)
      }
    }
  }

  /// Waits for a store that is away for a moment: a subscriber would never hear of the message otherwise.
  private nonisolated(nonsending) func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage?
  {
    for _ in 0..<Self.attempts {
      do throws(MailStoreError) {
        return try await store.message(id)
      } catch {
        logger.debug("the store could not give subscribers a new message", metadata: ["mail.id": "\(id)"])
      }
      // Between two questions; a store that is away has nothing else to tell when it is back.
      guard (try? await Task.sleep(for: .milliseconds(500))) != nil else { break }
    }
    throw .unavailable
  }

  private nonisolated(nonsending) func makeNews(of order: NewsDesk.Order) async -> LiveNews {
    let id = news.id(order.number)
    do throws(MailStoreError) {
      switch order.event {
      case .stored(let name):
        guard let message = try await message(name) else { return .none }
        return await .stored(message, id: id, news.matchers)
      case .updated(let name):
        guard let message = try await message(name) else { return .none }
        return LiveNews(.updated(name, isRead: message.isRead), id: id)
      case .deleted(let name): return LiveNews(.deleted(name), id: id)
      case .cleared: return LiveNews(.cleared, id: id)
      }
    } catch {
      // Nobody can say what it was.
      return LiveNews(.reset, id: id)
    }
  }

  private func finish(_ order: NewsDesk.Order, with news: LiveNews, on loop: isolated EventLoop) {
    for feed in self.news.end(order.number, with: news) {
      feed.take(news)
      called.append(feed)
    }
    while let oldest = self.news.oldestBeyond(budget) {
      for case let feed as NewsFeed in feeds.values where feed.isWriting(oldest) {
        logger.notice(
          "cut off a subscriber that was too slow",
          metadata: ["live.bytes": "\(oldest.bytes.count)"]
        )
        feed.onCutOff?()
      }
    }
    bell?.ring()
  }

  private func finish(_ id: MessageID, with message: LiveMessage?, on loop: isolated EventLoop) {
    for feed in requests.end() {
      feed.take(message)
      called.append(feed)
    }
    if let message {
      recent.keep(message, named: id)
      if !store.sharesMessages { cutOffTheSlowest(on: loop) }
    }
    bell?.ring()
  }

  /// Gives up those who read the oldest of the messages that are held for subscribers alone, until the rest fits.
  private func cutOffTheSlowest(on loop: isolated EventLoop) {
    while let oldest = recent.oldestBeyond(budget) {
      for case let feed as LiveFeed in feeds.values where feed.largeMessage === oldest {
        logger.notice(
          "cut off a subscriber that kept a message in memory",
          metadata: ["mail.bytes": "\(oldest.footprint)"]
        )
        feed.onCutOff?()
      }
    }
  }

  /// The loop has ticked.
  package func tick(_ seconds: Int) {
    self.seconds = seconds
    for (key, feed) in waiting where feed.isSilent(for: feed.keepAliveSeconds) {
      feed.keepAlive()
      called.append(feed)
      waiting[key] = nil
    }
    if !called.isEmpty { bell?.ring() }
  }
}
