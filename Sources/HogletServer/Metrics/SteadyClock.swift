internal import Glibc

/// A clock that only goes forward, for measuring.
enum SteadyClock {
  /// Nanoseconds since some time in the past.
  static func nanoseconds() -> Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
