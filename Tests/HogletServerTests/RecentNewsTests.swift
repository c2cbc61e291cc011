import Bytes
import HogletAPI
import HogletServer
import Testing

@Suite struct `The news that came last` {
  /// What is kept for those who come next, in bytes.
  private static let keptBytes = 1024 * 1024

  /// News of about so many bytes.
  private static func news(_ bytes: Int = 200_000) -> LiveNews {
    LiveNews(.hello(version: String(repeating: "v", count: bytes)), id: "id")
  }

  @Test func `are at hand by their number`() {
    var recent = RecentNews()
    let (first, second) = (Self.news(), Self.news())
    recent.keep(first, numbered: 7)
    recent.keep(second, numbered: 3)
    #expect(recent.find(7) === first)
    #expect(recent.find(3) === second)
    #expect(recent.find(4) == nil)
  }

  @Test func `are kept up to a megabyte, and go in the order in which they came`() {
    var recent = RecentNews()
    for number in 0..<20 { recent.keep(Self.news(), numbered: UInt64(20 - number)) }
    let numbers = (0...20).filter { recent.find($0) != nil }
    #expect(numbers == [1, 2, 3, 4, 5])
  }

  @Test func `are at hand beyond that as long as somebody writes them`() {
    var recent = RecentNews()
    var written: LiveNews? = Self.news()
    if let written { recent.keep(written, numbered: 0) }
    for number in 1...10 { recent.keep(Self.news(), numbered: UInt64(number)) }
    #expect(recent.find(0) === written)
    #expect(recent.find(1) == nil)
    written = nil
    #expect(recent.find(0) == nil)
  }

  @Test func `that were made ready again are the newer ones`() {
    var recent = RecentNews()
    let (former, latter) = (Self.news(), Self.news())
    recent.keep(former, numbered: 1)
    recent.keep(latter, numbered: 1)
    #expect(recent.find(1) === latter)
    // The former counts no more: four others leave the latter in its place.
    for number in 2...5 { recent.keep(Self.news(), numbered: UInt64(number)) }
    #expect(recent.find(1) === latter)
  }

  @Test func `are taken from whoever writes the oldest, until the rest fits`() {
    var recent = RecentNews()
    let written = (0..<5).map { _ in Self.news() }
    for (number, news) in written.enumerated() { recent.keep(news, numbered: UInt64(number)) }
    #expect(recent.oldestBeyond(0) == nil)
    for number in 5..<10 { recent.keep(Self.news(), numbered: UInt64(number)) }
    #expect(recent.oldestBeyond(2 * Self.keptBytes) == nil)
    let limit = Self.keptBytes + 500_000
    var taken: [LiveNews] = []
    while let oldest = recent.oldestBeyond(limit) { taken.append(oldest) }
    #expect(taken.map { taken in written.firstIndex { $0 === taken } } == [0, 1, 2])
  }

  @Test func `hold nothing that is larger than all they may keep`() {
    var recent = RecentNews()
    recent.keep(Self.news(3 * Self.keptBytes), numbered: 1)
    #expect(recent.find(1) == nil)
    #expect(recent.oldestBeyond(0) == nil)
    let written = Self.news(3 * Self.keptBytes)
    recent.keep(written, numbered: 2)
    // Whoever writes the only one goes on with it.
    #expect(recent.find(2) === written)
    #expect(recent.oldestBeyond(0) == nil)
  }
}
