/// How far a message is taken apart; what is beyond stays in the part where the limit was reached.
public struct TreeLimits: Hashable, Sendable {
  /// How deep parts may lie within parts; the message itself lies at 0.
  public var depth = 100
  /// How many parts there may be, the message itself included.
  public var parts = 10_000
  /// How many defects are told.
  public var defects = 1_000

  /// The usual limits.
  public init() {}
}
