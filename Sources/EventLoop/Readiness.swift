internal import CLinux

/// What a descriptor is ready for.
struct Readiness: OptionSet {
  let rawValue: UInt32

  static let readable = Readiness(rawValue: EPOLLIN.rawValue)
  /// The peer sends no more.
  static let ended = Readiness(rawValue: EPOLLRDHUP.rawValue)
  /// An error is pending, or neither side will send any more; reported whether it is watched for or not.
  static let hungUp = Readiness(rawValue: EPOLLHUP.rawValue | EPOLLERR.rawValue)
}
