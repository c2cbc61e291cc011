internal import Glibc
internal import Synchronization

/// How many connections may be open at once, over all loops.
public final class ConnectionLimit: Sendable {
  /// Descriptors that are not for connections: files, listeners, the database.
  private static let reserve = 256

  /// The most connections at once.
  public let maximum: Int
  private let open = Atomic<Int>(0)

  /// A limit of `maximum` connections.
  public init(_ maximum: Int) {
    self.maximum = maximum
  }

  /// The connections open now.
  public var count: Int { open.load(ordering: .relaxed) }

  /// Takes a place, if one is free.
  func acquire() -> Bool {
    guard open.add(1, ordering: .relaxed).newValue <= maximum else {
      release()
      return false
    }
    return true
  }

  func release() {
    open.subtract(1, ordering: .relaxed)
  }

  /// Raises this process's limit of descriptors to what it may have, and says how many connections that allows.
  public static func raiseDescriptorLimit() -> Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return reserve }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    // "Unlimited" is a huge number; the kernel's own ceiling for one process is about a million.
    let descriptors = Int(min(limit.rlim_cur, 1 << 20))
    return max(descriptors - reserve, descriptors / 2)
  }
}
