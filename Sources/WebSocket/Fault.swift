/// What a peer does wrong, after which the connection is given up (RFC 6455 section 7.1.7).
enum Fault: Error, Equatable {
  /// A frame that must not be, or not here.
  case protocolError
  /// A text that is not UTF-8.
  case invalidText
  /// A message above the limit.
  case messageTooBig

  /// What the peer is told.
  var closeCode: CloseCode {
    switch self {
    case .protocolError: .protocolError
    case .invalidText: .invalidText
    case .messageTooBig: .messageTooBig
    }
  }
}
