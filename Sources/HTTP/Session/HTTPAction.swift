/// What to do after bytes were received, time ran out or the peer stopped sending.
public enum HTTPAction: Equatable, Sendable {
  /// Read more; or, while an answer is owed, send that first.
  case wait
  /// Send `HTTPSession.continueResponse` and read on: the client holds its content back until then.
  case sendContinue
  /// Answer this request by `HTTPSession.respond`.
  case request(Request)
  /// Answer with `Refusal.response` by `HTTPSession.respond`, which closes the connection.
  case refuse(Refusal)
  /// Close the connection; nothing is owed.
  case close
}

/// What to do once an answer has been sent whole.
public enum HTTPResponseSentAction: Equatable, Sendable {
  /// Call `HTTPSession.receive`, first with what is left of the bytes already read.
  case receiveNext
  /// Close the connection.
  case close
  /// Hand the connection over: what follows is in the protocol that the answer has named, beginning with the bytes that
  /// were read and not taken (RFC 9110 section 15.2.2).
  case switchProtocols
}
