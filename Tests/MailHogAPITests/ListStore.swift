import Bytes
import MailStore
import Guarding

/// A store that is an array, newest first, and finds what has the text in its data.
final class ListStore: MailStore {
  let events = MailEvents()
  private let messages: Guarded<[StoredMessage]>
  private let searches = Guarded<[MailSearch]>([])
  private let requests = Guarded<[PageCall]>([])

  /// What was asked of the store.
  struct PageCall: Equatable {
    let start: Int
    let limit: Int
  }

  init(_ messages: [StoredMessage]) {
    self.messages = Guarded(messages)
  }

  var ids: [String] { messages.withLock { $0.map(\.id.description) } }
  var pageCalls: [PageCall] { requests.withLock { $0 } }
  var searchCalls: [MailSearch] { searches.withLock { $0 } }

  func checkReadiness() async throws(MailStoreError) {}

  func insert(_ message: StoredMessage) async throws(MailStoreError) {
    messages.withLock { $0.insert(message, at: 0) }
  }

  func page(_ listing: MailListing) async throws(MailStoreError) -> MessagePage {
    let all = messages.withLock { $0 }
    guard let search = listing.search else { return page(of: all, listing.start.index ?? 0, listing.limit) }
    searches.withLock { $0.append(search) }
    guard case .text(_, let pattern)? = search.terms.first?.condition else { throw .unavailable }
    let text = pattern.bytes
    let found = all.filter { message in
      let data = message.data
      return Scan.firstRange(of: text.span, in: data.span) != nil
    }
    return page(of: found, listing.start.index ?? 0, listing.limit)
  }

  private func page(of all: [StoredMessage], _ start: Int, _ limit: Int) -> MessagePage {
    requests.withLock { $0.append(PageCall(start: start, limit: limit)) }
    return MessagePage(total: all.count, messages: Array(all.dropFirst(start).prefix(limit)))
  }

  func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage? {
    messages.withLock { $0.first { $0.id == id } }
  }

  func delete(_ id: MessageID) async throws(MailStoreError) -> Bool {
    messages.withLock { messages in
      let count = messages.count
      messages.removeAll { $0.id == id }
      return messages.count < count
    }
  }

  // What version 3 alone asks for.
  func names(of _: MailSearch) async throws(MailStoreError) -> [MessageID] { throw .unavailable }
  func delete(_: [MessageID]) async throws(MailStoreError) -> Int { throw .unavailable }
  func mark(_: [MessageID], read _: Bool) async throws(MailStoreError) -> Int { throw .unavailable }
  func markAll(read _: Bool) async throws(MailStoreError) -> Int { throw .unavailable }

  func deleteAll() async throws(MailStoreError) {
    messages.withLock { $0 = [] }
  }
}
