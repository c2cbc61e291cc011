public import Bytes

/// What a server answered: a code, and text for people (RFC 5321 section 4.2).
public struct ServerReply: Equatable, Sendable {
  /// The three digits.
  public let code: Int
  /// What stands behind the code on each line; at least one, perhaps empty.
  public let lines: [ByteString]

  /// A reply of these lines.
  public init(code: Int, lines: [ByteString]) {
    self.code = code
    self.lines = lines
  }

  /// Whether it says that what was asked is done.
  var isPositive: Bool { 200...299 ~= code }
  /// Whether it says that the client is to go on.
  var isIntermediate: Bool { 300...399 ~= code }
  /// Whether it says that this will never work.
  var isPermanentRefusal: Bool { 500...599 ~= code }
  /// Whether it says no.
  var isRefusal: Bool { 400...599 ~= code }
  /// Whether the server closes the connection behind it (RFC 5321 section 3.8).
  var isClosing: Bool { code == 421 }
}

extension ServerReply: CustomStringConvertible {
  /// One line, in which controls are replaced: it comes from outside and goes to terminals and logs.
  public var description: String {
    let text = lines.map { line in
      String(
        String.UnicodeScalarView(line.description.unicodeScalars.map { $0.isPrintable ? $0 : "\u{FFFD}" })
      )
    }
    return "\(code) \(text.joined(separator: " / "))"
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
