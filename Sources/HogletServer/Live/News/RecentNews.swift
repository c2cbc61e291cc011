internal import DequeModule

/// The events that were made ready lately, and older ones as long as a slow subscriber still writes them.
///
/// Taking one in costs the same however many are kept.
package struct RecentNews {
  private struct Held {
    let number: UInt64
    /// Weak, as only those who write it keep it.
    weak var news: LiveNews?
  }

  /// What is kept for those who come next, in bytes.
  private static let keptBytes = 1024 * 1024

  private var kept: [UInt64: LiveNews] = [:]
  /// The numbers of those, in the order in which they were made ready.
  private var order: Deque<UInt64> = []
  private var bytes = 0
  /// What was kept once and is still being written, oldest first.
  private var held: [Held] = []

  /// Nothing yet.
  package init() {}

  /// The event of that number, if it is at hand.
  package func find(_ number: UInt64) -> LiveNews? {
    kept[number] ?? held.last { $0.number == number }?.news
  }

  /// Takes in what has been made ready; a second of the same number takes the place of the first.
  package mutating func keep(_ news: LiveNews, numbered number: UInt64) {
    bytes += news.footprint
    if let former = kept.updateValue(news, forKey: number) {
      bytes -= former.footprint
      hold(former, numbered: number)
    } else {
      order.append(number)
    }
    while bytes > Self.keptBytes, let oldest = order.popFirst(), let news = kept.removeValue(forKey: oldest) {
      bytes -= news.footprint
      hold(news, numbered: oldest)
    }
  }

  /// Takes out the oldest that somebody still writes, if all together take more than `limit` bytes.
  ///
  /// The last that there is stays, however large.
  package mutating func oldestBeyond(_ limit: Int) -> LiveNews? {
    held.removeAll { $0.news == nil }
    let heldBytes = held.reduce(0) { $0 + ($1.news?.footprint ?? 0) }
    guard kept.count + held.count > 1, bytes + heldBytes > max(limit, Self.keptBytes), !held.isEmpty else {
      return nil
    }
    return held.removeFirst().news
  }

  /// Keeps an eye on what is kept no longer; a moment later it is gone unless somebody writes it.
  private mutating func hold(_ news: consuming LiveNews, numbered number: UInt64) {
    var news = news
    guard !isKnownUniquelyReferenced(&news) else { return }
    held.append(Held(number: number, news: news))
  }
}
