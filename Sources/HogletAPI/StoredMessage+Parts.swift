package import MailStore

extension StoredMessage {
  /// Up to so many bytes are taken apart at once, whatever is in them: a thousand files in one text are looked at one by one.
  private static let smallBytes = 8 * 1024

  /// Whether taking it apart would keep others waiting.
  var isLarge: Bool { data.count > Self.smallBytes }

  /// What `work` makes of it: made at once, or beside the caller if it is large.
  package func takenApart<Value>(_ work: @Sendable (StoredMessage) -> sending Value) async -> sending Value {
    isLarge ? await Self.beside(self, work) : work(self)
  }

  @concurrent
  private static func beside<Value>(
    _ message: StoredMessage,
    _ work: @Sendable (StoredMessage) -> sending Value
  ) async -> sending Value {
    work(message)
  }
}
