internal import CLinux
internal import Glibc

/// Finds the addresses of hosts, beside the loops: the system's resolver blocks, for seconds when nobody answers it.
public struct Resolver: Sendable {
  /// Why a host has no address.
  public enum Fault: Error, Equatable, CustomStringConvertible {
    /// It cannot be the name of a host.
    case malformedHost
    /// What the system says: no such name, or nobody to ask.
    case unresolved(String)
    /// Too many others are being looked up.
    case crowded

    /// One line for people.
    public var description: String {
      switch self {
      case .malformedHost: "not the name of a host"
      case .unresolved(let reason): reason
      case .crowded: "too many names are being looked up"
      }
    }
  }

  /// The longest name, in bytes (RFC 1035 section 2.3.4).
  private static let longestName = 255
  /// How many addresses of a host are worth trying.
  private static let enough = 8

  private let queues: BlockingQueues

  /// A resolver that blocks on `queues`.
  public init(on queues: BlockingQueues) {
    self.queues = queues
  }

  /// The addresses of `host`, a name or numbers, in the order in which the system would try them.
  public func addresses(of host: String, port: UInt16) async throws(Fault) -> [SocketAddress] {
    // Behind a NUL, C would not see the rest.
    guard !host.isEmpty, host.utf8.count <= Self.longestName, !host.utf8.contains(0) else {
      throw .malformedHost
    }
    let found = await queues.run { () -> Result<[SocketAddress], Fault> in
      Result { () throws(Fault) in try Self.lookUp(host, port) }
    }
    guard let found else { throw .crowded }
    return try found.get()
  }

  private static func lookUp(_ host: String, _ port: UInt16) throws(Fault) -> [SocketAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_NUMERICSERV
    var first: UnsafeMutablePointer<addrinfo>?
    let result = unsafe getaddrinfo(host, String(port), &hints, &first)
    guard result == 0 else { throw .unresolved(unsafe String(cString: gai_strerror(result))) }
    defer { unsafe freeaddrinfo(first) }
    return Array(unsafe SocketAddress.list(first).prefix(enough))
  }
}

extension SocketAddress {
  /// The addresses that the system's resolver has found.
  static func list(_ first: UnsafeMutablePointer<addrinfo>?) -> [SocketAddress] {
    var found: [SocketAddress] = []
    var next = unsafe first
    while let info = unsafe next {
      if let address = unsafe info.pointee.ai_addr {
        unsafe found.append(SocketAddress(copying: address, length: info.pointee.ai_addrlen))
      }
      unsafe next = info.pointee.ai_next
    }
    return found
  }
}
