/// How much mail a store keeps: when a limit is passed, the oldest messages go first.
///
/// Nil stands for no limit. The newest message is always kept, however large it is.
public struct RetentionLimits: Hashable, Sendable {
  /// The number of messages.
  public var count: Int?
  /// Seconds from a message's arrival until it goes.
  public var age: Int?
  /// Bytes of memory that all messages together may take, as `StoredMessage.footprint` counts them.
  public var bytes: Int?

  /// Bytes of memory that removed messages may take while someone still reads them: a sixth of what all may take.
  var lingeringBytes: Int? { bytes.map { $0 / 6 } }

  /// Limits of these; none by default.
  public init(count: Int? = nil, age: Int? = nil, bytes: Int? = nil) {
    self.count = count
    self.age = age
    self.bytes = bytes
  }
}
