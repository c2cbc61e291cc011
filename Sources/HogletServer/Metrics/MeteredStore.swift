internal import CoreMetrics
package import MailStore

/// Measures how long a store takes for what it is asked.
package struct MeteredStore: MailStore {
  private let base: any MailStore
  private let insertion: Timer
  private let listing: Timer
  private let searching: Timer
  private let reading: Timer
  private let deletion: Timer
  private let clearing: Timer
  private let marking: Timer

  package init(_ base: any MailStore, _ metrics: ServerMetrics) {
    func timer(_ operation: String) -> Timer {
      Timer(
        label: "hoglet_store_duration_seconds",
        dimensions: [("operation", operation)],
        factory: metrics.registry
      )
    }
    self.base = base
    (insertion, listing, searching) = (timer("insert"), timer("page"), timer("search"))
    (reading, deletion, clearing) = (timer("message"), timer("delete"), timer("delete_all"))
    marking = timer("mark")
  }

  package var events: MailEvents { base.events }

  package var sharesMessages: Bool { base.sharesMessages }

  package func checkReadiness() async throws(MailStoreError) { try await base.checkReadiness() }

  package func insert(_ message: StoredMessage) async throws(MailStoreError) {
    let start = SteadyClock.nanoseconds()
    defer { insertion.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    try await base.insert(message)
  }

  package func page(_ listing: MailListing) async throws(MailStoreError) -> MessagePage {
    let start = SteadyClock.nanoseconds()
    let timer = listing.search == nil ? self.listing : searching
    defer { timer.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    return try await base.page(listing)
  }

  package func names(of search: MailSearch) async throws(MailStoreError) -> [MessageID] {
    let start = SteadyClock.nanoseconds()
    defer { searching.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    return try await base.names(of: search)
  }

  package func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage? {
    let start = SteadyClock.nanoseconds()
    defer { reading.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    return try await base.message(id)
  }

  @discardableResult
  package func delete(_ id: MessageID) async throws(MailStoreError) -> Bool {
    let start = SteadyClock.nanoseconds()
    defer { deletion.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    return try await base.delete(id)
  }

  package func delete(_ ids: [MessageID]) async throws(MailStoreError) -> Int {
    let start = SteadyClock.nanoseconds()
    defer { deletion.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    return try await base.delete(ids)
  }

  package func mark(_ ids: [MessageID], read: Bool) async throws(MailStoreError) -> Int {
    let start = SteadyClock.nanoseconds()
    defer { marking.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    return try await base.mark(ids, read: read)
  }

  package func markAll(read: Bool) async throws(MailStoreError) -> Int {
    let start = SteadyClock.nanoseconds()
    defer { marking.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    return try await base.markAll(read: read)
  }

  package func deleteAll() async throws(MailStoreError) {
    let start = SteadyClock.nanoseconds()
    defer { clearing.recordNanoseconds(SteadyClock.nanoseconds() - start) }
    try await base.deleteAll()
  }
}
