import Bytes
import MailStore
import MailStoreTesting
import Synchronization
import Testing

@Suite struct `Removed mail that someone still reads` {
  /// How often a store asked for help.
  private final class Calls: Sendable {
    let count = Atomic(0)
  }

  private let each = StoredMessage.example("0").footprint

  @Test func `is counted until the last reader lets go`() async throws {
    let store = MemoryStore(limits: RetentionLimits(count: 2))
    for message in StoredMessage.examples(0..<2) { store.insert(message) }
    var page = try await store.page(start: 0, limit: 2).messages
    var other = [page[1]]
    #expect(store.statistics.lingeringBytes == 0)
    #expect(page.allSatisfy { !$0.isRemoved })
    store.insert(.example("2"))
    #expect(page.map(\.isRemoved) == [false, true])
    #expect(store.statistics.lingeringBytes == each)
    store.insert(.example("3"))
    #expect(store.statistics.lingeringBytes == 2 * each)
    page = []
    #expect(store.statistics.lingeringBytes == each)
    other = []
    #expect(other.isEmpty)
    #expect(store.statistics.lingeringBytes == 0)
  }

  @Test func `is counted however it was removed`() async throws {
    let store = MemoryStore(limits: RetentionLimits(age: 10))
    for message in StoredMessage.examples(0..<4) { store.insert(message) }
    let page = try await store.page(start: 0, limit: 4).messages
    store.delete(MessageID("2"))
    #expect(page.map(\.isRemoved) == [false, true, false, false])
    store.expire(now: Timestamp(nanoseconds: 10_000_000_000))
    #expect(page.map(\.isRemoved) == [false, true, false, true])
    await store.deleteAll()
    #expect(page.map(\.isRemoved) == [true, true, true, true])
    // The optimizer would let go of the page after its last use.
    withExtendedLifetime(page) { #expect(store.statistics.lingeringBytes == 4 * each) }
  }

  @Test func `is counted when much of it goes at once`() async throws {
    let store = MemoryStore()
    let data = ByteString([UInt8](repeating: 0x41, count: 1 << 20))
    store.insert(.example("large", data: data))
    var page = try await store.page(start: 0, limit: 1).messages
    await store.deleteAll()
    #expect(store.statistics.lingeringBytes == page[0].footprint)
    page = []
    #expect(page.isEmpty)
    #expect(store.statistics.lingeringBytes == 0)
  }

  @Test func `is too much above a sixth of the limit, and then the store asks for help`() {
    let calls = Calls()
    let store = MemoryStore(limits: RetentionLimits(bytes: 6 * each)) { store in
      #expect(store.hasExcess)
      calls.count.add(1, ordering: .relaxed)
    }
    for message in StoredMessage.examples(0..<6) { store.insert(message) }
    let page = store.page(start: 0, limit: 6).messages
    store.insert(.example("6"))
    #expect(!store.hasExcess)
    store.insert(.example("7"))
    #expect(store.hasExcess)
    #expect(calls.count.load(ordering: .relaxed) == 1)
    store.delete(MessageID("7"))
    #expect(calls.count.load(ordering: .relaxed) == 2)
    #expect(page.filter(\.isRemoved).count == 2)
  }

  @Test func `may take all there is where no limit is set`() async throws {
    let store = MemoryStore { _ in Issue.record("nothing is too much") }
    store.insert(.example())
    let page = try await store.page(start: 0, limit: 1).messages
    await store.deleteAll()
    #expect(!store.hasExcess)
    #expect(page.count == 1)
  }
}
