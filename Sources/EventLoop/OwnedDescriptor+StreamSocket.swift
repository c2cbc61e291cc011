internal import Glibc

extension OwnedDescriptor {
  /// A TCP socket that never blocks, and sends what it is given at once.
  ///
  /// Linux gives TCP_NODELAY, like every option that is set here, to the connections that the socket accepts: a system
  /// call less for each.
  static func streamSocket(of family: Int32) throws(SystemError) -> OwnedDescriptor {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let number = socket(family, type, 0)
    guard number >= 0 else { throw SystemError("socket") }
    let descriptor = OwnedDescriptor(owning: number)
    try descriptor.set(Int32(IPPROTO_TCP), TCP_NODELAY, to: 1)
    return descriptor
  }

  /// Sets an option of a socket that is a number.
  borrowing func set(_ level: Int32, _ option: Int32, to value: Int32) throws(SystemError) {
    var value = value
    let size = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe setsockopt(number, level, option, &value, size) == 0 else { throw SystemError("setsockopt") }
  }
}
