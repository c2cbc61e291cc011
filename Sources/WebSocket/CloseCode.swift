/// Why a connection is closed (RFC 6455 section 7.4).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
  /// The number as it is sent.
  public let rawValue: UInt16

  /// The code of that number.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The server stops, or the page is left.
  public static let goingAway = CloseCode(rawValue: 1001)
  /// The peer breaks the protocol.
  public static let protocolError = CloseCode(rawValue: 1002)
  /// The peer sends as text what is not UTF-8.
  public static let invalidText = CloseCode(rawValue: 1007)
  /// The peer sends a message that is too large to be taken.
  public static let messageTooBig = CloseCode(rawValue: 1009)

  /// Whether the code may stand in a close frame: 1005, 1006 and 1015 only say what came about without one, and the rest
  /// up to 2999 belongs to the standard, which has given out 1012 to 1014 since.
  var mayBeSent: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}
