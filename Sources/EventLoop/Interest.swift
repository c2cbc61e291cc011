internal import CLinux

/// What a descriptor is watched for.
struct Interest: OptionSet {
  let rawValue: UInt32

  static let read = Interest(rawValue: EPOLLIN.rawValue)
  static let write = Interest(rawValue: EPOLLOUT.rawValue)
  /// That the peer sends no more, without reading what it has sent.
  static let end = Interest(rawValue: EPOLLRDHUP.rawValue)
}
