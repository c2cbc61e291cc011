import Bytes
import MailStore
import MailStoreTesting
import Synchronization
import Testing

@Suite struct `A memory store` {
  /// A plain array that every change is made to as well.
  private struct Model {
    let store = MemoryStore()
    var expected: [Int] = []

    mutating func insert(_ numbers: Range<Int>) {
      for message in StoredMessage.examples(numbers) { store.insert(message) }
      expected += numbers
    }

    mutating func delete(where isGone: (Int) -> Bool) {
      for number in expected where isGone(number) { store.delete(MessageID(ByteString("\(number)"))) }
      expected.removeAll(where: isGone)
    }

    func check(_ location: SourceLocation = #_sourceLocation) {
      let page = store.page(start: 0, limit: .max)
      #expect(page.total == expected.count, sourceLocation: location)
      #expect(page.names == names(expected.reversed()), sourceLocation: location)
      for start in stride(from: 0, to: expected.count, by: 97) {
        let part = store.page(start: start, limit: 10).names
        #expect(part == names(expected.dropLast(start).suffix(10).reversed()), sourceLocation: location)
      }
      for number in expected where number % 53 == 0 {
        #expect(store.message(MessageID(ByteString("\(number)"))) != nil, sourceLocation: location)
      }
    }
  }

  /// Runs hold 256 messages.
  @Test(arguments: [1, 255, 256, 257, 512, 1_000])
  func `keeps the order over many runs`(count: Int) {
    var model = Model()
    model.insert(0..<count)
    model.check()
  }

  @Test(arguments: [2, 3, 10, 100, 255, 256, 257])
  func `keeps the order through many deletes`(step: Int) {
    var model = Model()
    model.insert(0..<2_000)
    model.delete { $0 % step == 0 }
    model.check()
    model.insert(2_000..<2_100)
    model.check()
    model.delete { $0 % step != 1 }
    model.check()
    model.insert(2_100..<2_700)
    model.check()
    model.delete { _ in true }
    model.check()
    #expect(model.store.statistics.bytes == 0)
  }

  @Test func `deletes from either end and from the middle`() {
    var model = Model()
    model.insert(0..<1_000)
    model.delete { $0 < 300 }
    model.check()
    model.delete { $0 >= 700 }
    model.check()
    model.delete { (400..<600).contains($0) }
    model.check()
  }

  @Test func `pages deep into very many messages`() {
    let store = MemoryStore()
    for message in StoredMessage.examples(0..<20_000) { store.insert(message) }
    #expect(store.page(start: 19_990, limit: 50).names == names((0..<10).reversed()))
    #expect(store.page(start: 10_000, limit: 3).names == ["9999", "9998", "9997"])
  }

  @Test func `leaves a page alone that a reader holds`() async throws {
    let store = MemoryStore(limits: RetentionLimits(count: 300))
    for message in StoredMessage.examples(0..<300) { store.insert(message) }
    let page = try await store.page(start: 0, limit: 300)
    for message in StoredMessage.examples(300..<400) { store.insert(message) }
    store.delete(MessageID("399"))
    await store.deleteAll()
    #expect(page.names == names((0..<300).reversed()))
  }

  private final class Writing: Sendable {
    let isDone = Atomic(false)
  }

  /// Each page must be a run without gap or repetition, whatever happens meanwhile.
  @Test func `gives whole pages while messages come and go`() async throws {
    let store = MemoryStore(limits: RetentionLimits(count: 700))
    let writing = Writing()
    await withTaskGroup { group in
      group.addTask {
        for message in StoredMessage.examples(0..<10_000) { store.insert(message) }
        writing.isDone.store(true, ordering: .releasing)
      }
      group.addTask {
        var last = 0
        repeat {
          let page = store.page(start: 0, limit: 1_000)
          let numbers = page.names.compactMap(Int.init)
          let isUnbroken = zip(numbers, numbers.dropFirst()).allSatisfy { $0 == $1 + 1 }
          #expect(isUnbroken && numbers.count == page.total && page.total <= 700)
          #expect(numbers.first ?? 0 >= last)
          last = numbers.first ?? 0
        } while !writing.isDone.load(ordering: .acquiring)
      }
    }
    #expect(try await store.page(start: 0, limit: 1).names == ["9999"])
    #expect(store.statistics == .init(count: 700, bytes: store.statistics.bytes, evicted: 9_300))
  }

  @Test func `takes every message of several writers once`() async throws {
    let store = MemoryStore()
    await withTaskGroup { group in
      for writer in 0..<4 {
        group.addTask {
          for message in StoredMessage.examples(writer * 500..<writer * 500 + 1_000) { store.insert(message) }
        }
      }
    }
    let page = try await store.page(start: 0, limit: .max)
    #expect(page.total == 2_500)
    #expect(Set(page.names).count == 2_500)
  }

  /// More than is searched at once.
  private func largeStore() -> MemoryStore {
    let store = MemoryStore()
    for number in 0..<1_000 {
      store.insert(
        .example(
          ByteString("\(number)"),
          data: ByteString("A: b\r\n\r\n" + String(repeating: "text ", count: 200) + "number \(number).")
        )
      )
    }
    return store
  }

  @Test func `searches much mail too`() async throws {
    let store = largeStore()
    let page = try await store.page(of: MailSearch(kind: .containing, text: "NUMBER 99"), start: 1, limit: 3)
    #expect(page.names == ["998", "997", "996"])
    #expect(page.total == 11)
  }

  @Test func `frees much mail and goes on`() async throws {
    let store = largeStore()
    await store.deleteAll()
    #expect(store.statistics == MemoryStore.Statistics(count: 0, bytes: 0, evicted: 0))
    store.insert(.example("later"))
    #expect(try await store.page(start: 0, limit: 10).names == ["later"])
  }

  @Test func `frees a message that nobody holds`() async throws {
    let store = MemoryStore(limits: RetentionLimits(count: 1))
    weak var evicted: StoredMessage?
    weak var deleted: StoredMessage?
    do {
      let first = StoredMessage.example("first")
      let second = StoredMessage.example("second")
      (evicted, deleted) = (first, second)
      store.insert(first)
      store.insert(second)
    }
    #expect(evicted == nil)
    #expect(deleted != nil)
    store.delete(MessageID("second"))
    #expect(deleted == nil)
  }
}
