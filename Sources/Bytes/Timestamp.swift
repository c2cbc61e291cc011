/// A point in time with the offset from UTC of the clock that read it.
public struct Timestamp: Hashable, Sendable {
  /// Nanoseconds since 1970-01-01T00:00:00Z.
  public let nanoseconds: Int64
  /// Seconds east of UTC.
  public let utcOffset: Int32

  /// A point in time as a clock at `utcOffset` shows it.
  public init(nanoseconds: Int64, utcOffset: Int32 = 0) {
    self.nanoseconds = nanoseconds
    self.utcOffset = utcOffset
  }

  /// The calendar fields of this time in its own zone.
  public var civil: CivilTime {
    CivilTime(secondsSinceEpoch: Self.floor(nanoseconds, 1_000_000_000) + Int64(utcOffset))
  }

  /// Nanoseconds within the second.
  public var fraction: Int64 {
    // The second in which the earliest time lies begins before it, beyond what 64 bits hold.
    nanoseconds &- Self.floor(nanoseconds, 1_000_000_000) &* 1_000_000_000
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    value / divisor - (value % divisor < 0 ? 1 : 0)
  }
}
