internal import Bytes
internal import Glibc

/// The time of day in this machine's zone.
enum WallClock {
  /// What the clock shows now.
  static func now() -> Timestamp {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    var seconds = time.tv_sec
    var local = unsafe tm()
    let offset = unsafe localtime_r(&seconds, &local) == nil ? 0 : local.tm_gmtoff
    return Timestamp(
      nanoseconds: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec),
      utcOffset: Int32(truncatingIfNeeded: offset)
    )
  }
}

extension ByteBuffer {
  /// Adds `time` as Go's log package writes it: `2026/11/22 07:22:03`.
  mutating func append(goLogTime time: Timestamp) {
    let civil = time.civil
    append(decimal: civil.year, width: 4)
    append("/")
    append(decimal: civil.month, width: 2)
    append("/")
    append(decimal: civil.day, width: 2)
    append(" ")
    append(decimal: civil.hour, width: 2)
    append(":")
    append(decimal: civil.minute, width: 2)
    append(":")
    append(decimal: civil.second, width: 2)
  }
}
