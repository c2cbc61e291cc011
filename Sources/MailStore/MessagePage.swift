/// A run of messages out of all that a store holds or a search found.
public struct MessagePage: Sendable {
  /// How many there are in all, on this page or not.
  public let total: Int
  /// The messages of this page, newest first.
  public let messages: [StoredMessage]

  /// A page of these.
  public init(total: Int, messages: [StoredMessage]) {
    self.total = total
    self.messages = messages
  }
}
