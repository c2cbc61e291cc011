internal import Bytes
internal import Glibc

/// This machine's time zone.
enum LocalZone {
  /// A time as a clock of this zone shows it.
  static func timestamp(_ nanoseconds: Int64) -> Timestamp {
    var seconds = Int(nanoseconds / 1_000_000_000 - (nanoseconds % 1_000_000_000 < 0 ? 1 : 0))
    var local = unsafe tm()
    let offset = unsafe localtime_r(&seconds, &local) == nil ? 0 : local.tm_gmtoff
    return Timestamp(nanoseconds: nanoseconds, utcOffset: Int32(truncatingIfNeeded: offset))
  }
}
