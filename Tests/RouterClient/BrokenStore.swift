package import MailStore

/// A store that cannot be reached.
package struct BrokenStore: MailStore {
  package let events = MailEvents()

  /// One of them.
  package init() {}

  package func checkReadiness() async throws(MailStoreError) { throw .unavailable }
  package func insert(_: StoredMessage) async throws(MailStoreError) { throw .unavailable }
  package func page(_: MailListing) async throws(MailStoreError) -> MessagePage { throw .unavailable }
  package func names(of _: MailSearch) async throws(MailStoreError) -> [MessageID] { throw .unavailable }
  package func message(_: MessageID) async throws(MailStoreError) -> StoredMessage? { throw .unavailable }
  package func delete(_: MessageID) async throws(MailStoreError) -> Bool { throw .unavailable }
  package func delete(_: [MessageID]) async throws(MailStoreError) -> Int { throw .unavailable }
  package func mark(_: [MessageID], read _: Bool) async throws(MailStoreError) -> Int { throw .unavailable }
  package func markAll(read _: Bool) async throws(MailStoreError) -> Int { throw .unavailable }
  package func deleteAll() async throws(MailStoreError) { throw .unavailable }
}
