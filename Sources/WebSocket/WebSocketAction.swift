/// What to do after bytes were received.
public enum WebSocketAction: Equatable, Sendable {
  /// Read more.
  case wait
  /// A message has come.
  case message(WebSocketMessage)
  /// Answer by a pong with the same payload; of several pings the last one is enough.
  case answerPing([UInt8])
  /// The peer is there.
  case pong
  /// The peer wants to close: answer by a close frame of that code, or of none, and end the connection.
  case answerClose(CloseCode?)
  /// The peer has done wrong: send a close frame of that code and end the connection.
  case fail(CloseCode)
  /// The peer has answered our close frame: end the connection.
  case end
}
