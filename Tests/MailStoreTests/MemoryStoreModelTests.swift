import Bytes
import MailStore
import MailStoreTesting
import PropertyTesting
import Testing

/// A store and plain arrays to which the same happens.
@Suite struct `A memory store through thick and thin` {
  private struct Model {
    var names: [String] = []
    var read: Set<String> = []

    mutating func remove(_ name: String) {
      names.removeAll { $0 == name }
      read.remove(name)
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `has what arrays would have, and counts it`(seed: UInt64) async throws {
    var numbers = SeededNumbers(seed: seed)
    let limit = 30
    let store = MemoryStore(limits: RetentionLimits(count: limit))
    var model = Model()
    for _ in 0..<1_000 {
      let name = "\(Int.random(in: 0..<50, using: &numbers))"
      let id = MessageID(ByteString(name))
      switch Int.random(in: 0..<20, using: &numbers) {
      case 0..<10:
        store.insert(.example(id.text))
        if !model.names.contains(name) { model.names.append(name) }
        if model.names.count > limit { model.remove(model.names[0]) }
      case 10..<13:
        let wasThere = store.delete(id)
        #expect(wasThere == model.names.contains(name))
        model.remove(name)
      case 13..<18:
        let isRead = Bool.random(using: &numbers)
        let news = try await store.mark([id, id], read: isRead)
        #expect(news == (model.names.contains(name) && model.read.contains(name) != isRead ? 1 : 0))
        if isRead, model.names.contains(name) { model.read.insert(name) } else { model.read.remove(name) }
      case 18:
        let isRead = Bool.random(using: &numbers)
        let news = try await store.markAll(read: isRead)
        #expect(news == (isRead ? model.names.count - model.read.count : model.read.count))
        model.read = isRead ? Set(model.names) : []
      default:
        if Int.random(in: 0..<5, using: &numbers) == 0 {
          await store.deleteAll()
          model = Model()
        }
      }
      let page = try await store.page(MailListing(limit: 100))
      #expect(page.names == model.names.reversed())
      #expect(page.unread == model.names.count - model.read.count)
      #expect(store.statistics.count == model.names.count)
      let bytes = page.messages.reduce(0) { $0 + $1.footprint }
      #expect(store.statistics.bytes == bytes)
    }
  }

  /// Whoever walks by cursors sees each message once that was there all the time, in the order of the list.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `shows to who walks through it what was there from the first page to the last`(
    seed: UInt64
  ) async throws {
    var numbers = SeededNumbers(seed: seed)
    for search in [nil, MailSearch([])] {
      let store = MemoryStore()
      for message in StoredMessage.examples(0..<700) { store.insert(message) }
      var (gone, seen): (Set<String>, [String]) = ([], [])
      var start = MailListing.Start.place(0)
      var next = 700
      while true {
        let page = try await store.page(
          MailListing(of: search, from: start, limit: Int.random(in: 1...40, using: &numbers))
        )
        seen += page.names
        guard let cursor = page.next else { break }
        start = .behind(cursor)
        for _ in 0..<20 {
          let name = "\(Int.random(in: 0..<700, using: &numbers))"
          if store.delete(MessageID(ByteString(name))) { gone.insert(name) }
        }
        for message in StoredMessage.examples(next..<next + 3) { store.insert(message) }
        next += 3
      }
      let numbers = seen.compactMap { Int($0) }
      #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 > $1 })
      let always = Set(names(0..<700)).subtracting(gone)
      #expect(always.isSubset(of: seen))
    }
  }
}
