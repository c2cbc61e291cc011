import Bytes
import MailStore
import MailStoreTesting
import Testing

@Suite struct `A memory store with limits` {
  private func store(_ limits: RetentionLimits, holding numbers: Range<Int>) -> MemoryStore {
    let store = MemoryStore(limits: limits)
    for message in StoredMessage.examples(numbers) { store.insert(message) }
    return store
  }

  private func kept(_ store: MemoryStore) -> [String] { store.page(start: 0, limit: .max).names }

  @Test func `drops the oldest above its count`() {
    let store = store(RetentionLimits(count: 3), holding: 0..<10)
    #expect(kept(store) == ["9", "8", "7"])
    #expect(store.statistics.count == 3)
    #expect(store.statistics.evicted == 7)
    #expect(store.message(MessageID("6")) == nil)
    #expect(store.message(MessageID("7")) != nil)
  }

  @Test func `counts a dropped name as free`() {
    let store = store(RetentionLimits(count: 2), holding: 0..<3)
    store.insert(.example("0"))
    #expect(kept(store) == ["0", "2"])
  }

  @Test func `drops nothing for a message that it has`() {
    let store = store(RetentionLimits(count: 2), holding: 0..<2)
    store.insert(.example("0"))
    #expect(kept(store) == ["1", "0"])
    #expect(store.statistics.evicted == 0)
  }

  @Test func `drops the oldest above its bytes`() {
    let each = StoredMessage.example("0").footprint
    let store = store(RetentionLimits(bytes: 3 * each), holding: 0..<10)
    #expect(kept(store) == ["9", "8", "7"])
    #expect(store.statistics.bytes == 3 * each)
    #expect(store.statistics.evicted == 7)
  }

  @Test func `keeps one message that is too large for it alone`() {
    let store = store(RetentionLimits(bytes: 10_000), holding: 0..<5)
    store.insert(.example("large", data: ByteString([UInt8](repeating: 0x41, count: 20_000))))
    #expect(kept(store) == ["large"])
    store.insert(.example("small"))
    #expect(kept(store) == ["small"])
    #expect(store.statistics.evicted == 6)
  }

  @Test(arguments: [0, 1, -5])
  func `keeps the newest however low the limit`(limit: Int) {
    #expect(kept(store(RetentionLimits(count: limit), holding: 0..<3)) == ["2"])
    #expect(kept(store(RetentionLimits(bytes: limit), holding: 0..<3)) == ["2"])
  }

  @Test func `drops what is as old as its limit of age`() {
    let store = store(RetentionLimits(age: 5), holding: 0..<10)
    #expect(kept(store).count == 10)
    store.expire(now: Timestamp(nanoseconds: 7_999_999_999))
    #expect(kept(store) == names((3..<10).reversed()))
    store.expire(now: Timestamp(nanoseconds: 8_000_000_000))
    #expect(kept(store) == names((4..<10).reversed()))
    #expect(store.statistics.evicted == 4)
    store.expire(now: Timestamp(nanoseconds: 100_000_000_000))
    #expect(kept(store) == [])
    #expect(store.statistics.bytes == 0)
  }

  @Test func `lets nothing age without a limit or within one beyond all time`() {
    for age in [nil, .max, 10_000_000_000] as [Int?] {
      let store = store(RetentionLimits(age: age), holding: 0..<3)
      store.expire(now: Timestamp(nanoseconds: .max))
      store.expire(now: Timestamp(nanoseconds: .min))
      #expect(kept(store).count == 3)
    }
  }

  @Test func `ages in the order of arrival when a clock was set back`() {
    let store = MemoryStore(limits: RetentionLimits(age: 10))
    store.insert(.example("late", created: 100))
    store.insert(.example("early", created: 50))
    store.expire(now: Timestamp(nanoseconds: 70_000_000_000))
    #expect(kept(store) == ["early", "late"])
    store.expire(now: Timestamp(nanoseconds: 110_000_000_000))
    #expect(kept(store) == [])
  }

  @Test func `counts what goes and comes`() {
    let store = store(RetentionLimits(), holding: 0..<2)
    let each = StoredMessage.example("0").footprint
    #expect(store.statistics == MemoryStore.Statistics(count: 2, bytes: 2 * each, evicted: 0))
    store.delete(MessageID("0"))
    store.delete(MessageID("0"))
    #expect(store.statistics == MemoryStore.Statistics(count: 1, bytes: each, evicted: 0))
  }

  @Test func `still knows what it evicted after all was deleted`() async {
    let store = store(RetentionLimits(count: 2), holding: 0..<5)
    await store.deleteAll()
    #expect(store.statistics == MemoryStore.Statistics(count: 0, bytes: 0, evicted: 3))
  }

  @Test func `charges for all that a message holds`() {
    let plain = StoredMessage.example("a", data: "", helo: "", from: "", to: [])
    #expect(plain.footprint == StoredMessage.overhead + 1)
    let full = StoredMessage.example("ab", data: "1234", helo: "12", from: "123", to: ["12345", ""])
    #expect(
      full.footprint == StoredMessage.overhead + 2 + 4 + 4 + 2 + 3 + 5 + 2 * StoredMessage.recipientOverhead
    )
  }

  @Test func `tells of what goes for a limit as deleted`() {
    let store = store(RetentionLimits(count: 2, age: 5), holding: 0..<2)
    var cursor = store.events.end
    store.insert(.example("2", created: 2))
    store.expire(now: Timestamp(nanoseconds: 6_000_000_000, utcOffset: 0))
    #expect(
      store.events.all(after: &cursor) == [
        .stored(MessageID("2")), .deleted(MessageID("0")), .deleted(MessageID("1")),
      ]
    )
  }
}
