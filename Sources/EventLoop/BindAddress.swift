internal import Glibc

/// Where to listen, as people write it: `0.0.0.0:1025`, `:1025`, `[::]:1025`, `localhost:1025`.
public struct BindAddress: Hashable, Sendable, CustomStringConvertible {
  /// Why a text names no place to listen.
  public enum Fault: Error, Hashable, CustomStringConvertible {
    /// No colon with a port behind it.
    case missingPort
    /// More than one colon outside brackets.
    case tooManyColons
    /// A bracket without its partner, or text between `]` and `:`.
    case malformedHost
    /// A port number above 65535.
    case portOutOfRange
    /// What the resolver says.
    case unresolved(String)

    /// One line for the person who wrote the address.
    public var description: String {
      switch self {
      case .missingPort: "missing port in address"
      case .tooManyColons: "too many colons in address (an IPv6 address stands in brackets)"
      case .malformedHost: "malformed host in address"
      case .portOutOfRange: "port out of range"
      case .unresolved(let reason): reason
      }
    }
  }

  /// The host without brackets; empty for every address of this machine.
  public let host: String
  /// The port, as a number or a service's name.
  public let port: String

  /// Reads `host:port`; the host may be empty.
  public init(_ text: String) throws(Fault) {
    guard let separator = text.lastIndex(of: ":") else { throw .missingPort }
    var host = text[..<separator]
    if host.hasPrefix("[") {
      guard host.hasSuffix("]") else { throw host.contains("]") ? .malformedHost : .missingPort }
      host = host.dropFirst().dropLast()
      guard !host.contains("["), !host.contains("]") else { throw .malformedHost }
    } else {
      guard !host.contains(":") else { throw .tooManyColons }
      guard !host.contains("["), !host.contains("]") else { throw .malformedHost }
    }
    self.host = String(host)
    port = String(text[text.index(after: separator)...])
    // The resolver would take the number modulo 65536.
    if let number = Int(port), !(0...65_535).contains(number) { throw .portOutOfRange }
  }

  /// The address as it was written.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// The addresses that this may mean, in the order to try them.
  ///
  /// Blocks while a name is looked up: call it before the loops have work. An empty host means IPv6 with IPv4 in it,
  /// and IPv4 alone where there is no IPv6.
  func resolve() throws(Fault) -> [SocketAddress] {
    guard host.isEmpty else {
      // Most clients of a "localhost" use 127.0.0.1, whatever the resolver thinks of first.
      let found = try Self.lookUp(host, port)
      return found.filter { $0.family == AF_INET } + found.filter { $0.family != AF_INET }
    }
    return try Self.lookUp("::", port) + Self.lookUp("0.0.0.0", port)
  }

  private static func lookUp(_ host: String, _ port: String) throws(Fault) -> [SocketAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE
    var first: UnsafeMutablePointer<addrinfo>?
    // An empty port means 0, a free one, as in Go.
    let result = unsafe getaddrinfo(host, port.isEmpty ? "0" : port, &hints, &first)
    guard result == 0 else { throw .unresolved(unsafe String(cString: gai_strerror(result))) }
    defer { unsafe freeaddrinfo(first) }
    return unsafe SocketAddress.list(first)
  }
}
