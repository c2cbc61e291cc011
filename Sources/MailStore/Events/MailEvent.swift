/// Something that happened to the messages of a store, whoever did it.
public enum MailEvent: Hashable, Sendable {
  /// A message came, and the store has it.
  case stored(MessageID)
  /// What is known of a message besides its bytes has changed.
  case updated(MessageID)
  /// A message went: somebody deleted it, or a limit did.
  case deleted(MessageID)
  /// All messages went.
  case cleared
}
