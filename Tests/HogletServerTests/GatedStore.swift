import MailStore
import Guarding
import Synchronization

/// A store that keeps everyone waiting until the test opens it, and fails when told to.
final class GatedStore: MailStore {
  private let memory = MemoryStore()
  private let gate = Guarded<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))
  private let fails: Bool
  private let pages = Atomic(0)

  /// How often a page was asked for.
  var pageCount: Int { pages.load(ordering: .relaxed) }

  private let messages = Atomic(0)

  /// How often a message was asked for.
  var messageCount: Int { messages.load(ordering: .relaxed) }

  init(fails: Bool = false) {
    self.fails = fails
  }

  var count: Int { memory.statistics.count }
  var events: MailEvents { memory.events }

  /// Inserts without waiting.
  func put(_ message: StoredMessage) { memory.insert(message) }

  /// Removes without waiting.
  func remove(_ id: MessageID) { memory.delete(id) }

  /// How many callers wait.
  var waiting: Int { gate.withLock { $0.waiting.count } }

  func open() {
    let waiting = gate.withLock { gate in
      gate.isOpen = true
      defer { gate.waiting = [] }
      return gate.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  private func pass() async throws(MailStoreError) {
    await withCheckedContinuation { continuation in
      let isOpen = gate.withLock { gate in
        if !gate.isOpen { gate.waiting.append(continuation) }
        return gate.isOpen
      }
      if isOpen { continuation.resume() }
    }
    if fails { throw .unavailable }
  }

  func checkReadiness() async throws(MailStoreError) {
    try await pass()
  }

  func insert(_ message: StoredMessage) async throws(MailStoreError) {
    try await pass()
    memory.insert(message)
  }

  func page(_ listing: MailListing) async throws(MailStoreError) -> MessagePage {
    pages.add(1, ordering: .relaxed)
    try await pass()
    return try await memory.page(listing)
  }

  func names(of search: MailSearch) async throws(MailStoreError) -> [MessageID] {
    try await pass()
    return try await memory.names(of: search)
  }

  func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage? {
    messages.add(1, ordering: .relaxed)
    try await pass()
    return memory.message(id)
  }

  func delete(_ id: MessageID) async throws(MailStoreError) -> Bool {
    try await pass()
    return memory.delete(id)
  }

  func delete(_ ids: [MessageID]) async throws(MailStoreError) -> Int {
    try await pass()
    return try await memory.delete(ids)
  }

  func mark(_ ids: [MessageID], read: Bool) async throws(MailStoreError) -> Int {
    try await pass()
    return try await memory.mark(ids, read: read)
  }

  func markAll(read: Bool) async throws(MailStoreError) -> Int {
    try await pass()
    return try await memory.markAll(read: read)
  }

  func deleteAll() async throws(MailStoreError) {
    try await pass()
    await memory.deleteAll()
  }
}
