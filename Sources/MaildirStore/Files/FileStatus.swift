internal import Glibc

/// What the system knows of a file.
struct FileStatus: Hashable, Sendable {
  /// Whether it is a file like any other: no folder, link, pipe or device.
  let isRegular: Bool
  /// Its length in bytes.
  let size: Int
  /// When it was last written, in nanoseconds since 1970.
  let modified: Int64
  /// How many names it has.
  let linkCount: Int
  /// What tells it from all other files of the file system.
  let serial: UInt64

  init(_ status: stat) {
    isRegular = status.st_mode & S_IFMT == S_IFREG
    size = max(0, status.st_size)
    let (seconds, isTooFar) = Int64(status.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (time, isBeyond) = seconds.addingReportingOverflow(Int64(status.st_mtim.tv_nsec))
    modified = isTooFar || isBeyond ? (status.st_mtim.tv_sec < 0 ? .min : .max) : time
    linkCount = Int(clamping: status.st_nlink)
    serial = UInt64(status.st_ino)
  }
}
