public import Bytes

/// What all sessions of one server have in common.
public struct SMTPConfiguration: Equatable, Sendable {
  /// The name by which the server calls itself in its greeting, its farewells and its challenges.
  public var hostname: ByteString
  /// How much a client may send.
  public var limits: SMTPLimits

  /// A server of this name.
  public init(hostname: ByteString, limits: SMTPLimits = SMTPLimits()) {
    self.hostname = hostname
    self.limits = limits
  }
}
