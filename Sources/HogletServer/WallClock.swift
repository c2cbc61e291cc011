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
