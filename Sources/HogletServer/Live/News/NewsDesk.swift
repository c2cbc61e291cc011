internal import Bytes
internal import HogletAPI
internal import MailStore

/// Has the events of a store made ready for those who follow them, each once.
///
/// By the number of the event, not by the name of the message: what is told of a message is asked of the store after the
/// event happened, so that nobody is told what was so before it.
struct NewsDesk {
  /// An event that somebody waits for.
  package struct Order {
    let number: UInt64
    let event: MailEvent
  }

  /// Names this process to those who come back.
  let replica: ByteString
  private var orders: [Order] = []
  private var feeds: [UInt64: [ObjectIdentifier: NewsFeed]] = [:]
  private var isBusy = false
  private var recent = RecentNews()
  private var searches: [MailSearch: (matcher: MessageMatcher, count: Int)] = [:]

  init(replica: ByteString) {
    self.replica = replica
  }

  /// The name of a place in the events.
  func id(_ number: UInt64) -> ByteString { ByteString("\(replica)-\(number)") }

  /// The place of that name; nil if it is another process's, or none.
  func number(_ id: ByteString) -> UInt64? {
    let text = id.description
    guard let dash = text.lastIndex(of: "-"), text[..<dash] == replica.description else { return nil }
    return UInt64(text[text.index(after: dash)...])
  }

  /// The searches of those who follow.
  var matchers: [MailSearch: MessageMatcher] { searches.mapValues(\.matcher) }

  mutating func add(_ search: MailSearch) {
    searches[search, default: (MessageMatcher(search), 0)].count += 1
  }

  mutating func remove(_ search: MailSearch) {
    guard let count = searches[search]?.count else { return }
    if count > 1 { searches[search]?.count = count - 1 } else { searches[search] = nil }
  }

  /// What is at hand of an event.
  func find(_ number: UInt64) -> LiveNews? { recent.find(number) }

  /// Has an event made ready for a subscriber.
  mutating func order(_ order: Order, for feed: NewsFeed) {
    if feeds[order.number] == nil { orders.append(order) }
    feeds[order.number, default: [:]][ObjectIdentifier(feed)] = feed
  }

  /// Forgets a subscriber that has left.
  mutating func remove(_ feed: NewsFeed) {
    guard let number = feed.expected?.number else { return }
    feeds[number]?[ObjectIdentifier(feed)] = nil
  }

  /// What to make ready now; nil while something is, or if nothing is wanted.
  ///
  /// Those who are up to date come first.
  mutating func begin() -> Order? {
    guard !isBusy else { return nil }
    while let order = orders.popLast() {
      if feeds[order.number]?.isEmpty == false {
        isBusy = true
        return order
      }
      feeds[order.number] = nil
    }
    return nil
  }

  /// Takes what has been made ready, and says who has waited for it.
  mutating func end(_ number: UInt64, with news: LiveNews) -> [NewsFeed] {
    isBusy = false
    recent.keep(news, numbered: number)
    return Array((feeds.removeValue(forKey: number) ?? [:]).values)
  }

  /// Takes out the oldest that somebody writes, if all take more than `limit` bytes.
  mutating func oldestBeyond(_ limit: Int) -> LiveNews? { recent.oldestBeyond(limit) }
}
