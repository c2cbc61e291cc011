internal import Bytes

extension Timestamp {
  /// Milliseconds since 1970, rounded down: all that a date in a document holds.
  var milliseconds: Int64 { nanoseconds / 1_000_000 - (nanoseconds % 1_000_000 < 0 ? 1 : 0) }

  /// What `milliseconds` leaves out.
  var nanosecondsInMillisecond: Int64 { nanoseconds &- milliseconds &* 1_000_000 }

  /// The time that a document tells; one beyond what 64 bits of nanoseconds hold becomes the last or first that they do.
  init(milliseconds: Int64, nanoseconds: Int64, utcOffset: Int32) {
    let (whole, isBeyond) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, isPast) = whole.addingReportingOverflow(nanoseconds)
    let limit: Int64 = milliseconds < 0 ? .min : .max
    self.init(nanoseconds: isBeyond || isPast ? limit : sum, utcOffset: utcOffset)
  }
}
