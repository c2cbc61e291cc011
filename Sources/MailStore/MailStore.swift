/// Where caught messages are kept.
///
/// All stores give the same answers: newest first, by a total order that inserts and deletes do not disturb, and one
/// meaning of search. `MailStoreCase` holds every store to that.
public protocol MailStore: Sendable {
  /// What happens to the messages, in the order in which it does.
  ///
  /// An event is there once a reader can see what it tells of: when a message is announced, `message(_:)` finds it.
  var events: MailEvents { get }

  /// Whether the messages that it gives out are those that it keeps, so that holding one takes no memory of its own until it
  /// is removed.
  var sharesMessages: Bool { get }

  /// Returns if the store can be read and written now.
  func checkReadiness() async throws(MailStoreError)

  /// Keeps `message`. When this returns, the message survives whatever the store promises to survive.
  func insert(_ message: StoredMessage) async throws(MailStoreError)

  /// The messages from place `start` on (0 is the newest), `limit` at the most.
  func page(start: Int, limit: Int) async throws(MailStoreError) -> MessagePage

  /// As `page(start:limit:)`, of the messages that `search` finds.
  func page(of search: MailSearch, start: Int, limit: Int) async throws(MailStoreError) -> MessagePage

  /// The message of that name, or nil.
  func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage?

  /// Removes a message and says whether it was there.
  @discardableResult
  func delete(_ id: MessageID) async throws(MailStoreError) -> Bool

  /// Removes every message.
  func deleteAll() async throws(MailStoreError)
}

extension MailStore {
  /// Most stores keep messages elsewhere, and make new ones of what they read there.
  public var sharesMessages: Bool { false }
}
