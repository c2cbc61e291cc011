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

  /// A page of all messages, or of those that a search finds.
  ///
  /// - Throws: `MailStoreError.unknownCursor` if the page is to begin where no store has said that one does.
  func page(_ listing: MailListing) async throws(MailStoreError) -> MessagePage

  /// The names of all messages that `search` finds, newest first.
  func names(of search: MailSearch) async throws(MailStoreError) -> [MessageID]

  /// The message of that name, or nil.
  func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage?

  /// Removes a message and says whether it was there.
  @discardableResult
  func delete(_ id: MessageID) async throws(MailStoreError) -> Bool

  /// Removes messages and says how many were there.
  func delete(_ ids: [MessageID]) async throws(MailStoreError) -> Int

  /// Notes whether messages have been read, and says of how many that is news; those that are not there are left out.
  func mark(_ ids: [MessageID], read: Bool) async throws(MailStoreError) -> Int

  /// As `mark(_:read:)`, of every message.
  func markAll(read: Bool) async throws(MailStoreError) -> Int

  /// Removes every message.
  func deleteAll() async throws(MailStoreError)
}

extension MailStore {
  /// Most stores keep messages elsewhere, and make new ones of what they read there.
  public var sharesMessages: Bool { false }

  /// The messages from place `start` on (0 is the newest), `limit` at the most.
  public func page(start: Int, limit: Int) async throws(MailStoreError) -> MessagePage {
    try await page(MailListing(from: .place(start), limit: limit, countsUnread: false))
  }

  /// As `page(start:limit:)`, of the messages that `search` finds.
  public func page(
    of search: MailSearch,
    start: Int,
    limit: Int
  ) async throws(MailStoreError) -> MessagePage {
    try await page(MailListing(of: search, from: .place(start), limit: limit, countsUnread: false))
  }
}
