/// What the server has to do next for a session.
public enum SMTPAction: Equatable, Sendable {
  /// Nothing until more bytes come or the store has answered.
  case wait
  /// Send this reply.
  case reply(Reply)
  /// Store this message, then tell the session how that went; until then it takes no bytes.
  case store(Message)
  /// Send this reply and close the connection.
  case close(after: Reply)

  /// Sends a reply that is always the same.
  static func answer(_ reply: Reply.Fixed) -> SMTPAction { .reply(.fixed(reply)) }
}
