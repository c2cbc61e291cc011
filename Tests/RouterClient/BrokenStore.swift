package import MailStore

/// A store that cannot be reached.
package struct BrokenStore: MailStore {
  package let events = MailEvents()

  /// One of them.
  package init() {}

  package func checkReadiness() async throws(MailStoreError) { throw .unavailable }
  package func insert(_: StoredMessage) async throws(MailStoreError) { throw .unavailable }
  package func page(start _: Int, limit _: Int) async throws(MailStoreError) -> MessagePage {
    throw .unavailable
  }
  package func page(of _: MailSearch, start _: Int, limit _: Int) async throws(MailStoreError) -> MessagePage
  {
    throw .unavailable
  }
  package func message(_: MessageID) async throws(MailStoreError) -> StoredMessage? { throw .unavailable }
  package func delete(_: MessageID) async throws(MailStoreError) -> Bool { throw .unavailable }
  package func deleteAll() async throws(MailStoreError) { throw .unavailable }
}
