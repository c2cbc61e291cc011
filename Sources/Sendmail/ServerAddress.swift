internal import Glibc

/// Where a server listens, as people write it: `localhost:1025`, `[::1]:1025`, `mailhog`.
package struct ServerAddress: Equatable {
  /// The host without brackets.
  package let host: String
  /// A number, or a service's name.
  package let port: String

  /// Reads `host:port`; MailHog's port is meant where none is given, and this machine where there is no host.
  package init(_ text: String) {
    let separator = text.lastIndex(of: ":")
    var host = text[..<(separator ?? text.endIndex)]
    var port = separator.map { text[text.index(after: $0)...] } ?? ""
    // An IPv6 address that stands alone, in brackets or without.
    if text.hasSuffix("]") || (host.contains(":") && !host.hasSuffix("]")) { (host, port) = (text[...], "") }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    self.host = host.isEmpty ? "localhost" : String(host)
    self.port = port.isEmpty ? "1025" : String(port)
  }
}

extension ServerAddress: CustomStringConvertible {
  /// The address as it is written in full.
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension ServerAddress {
  /// Connects to the first of its addresses, IPv4 or IPv6, that answers within `timeout`.
  ///
  /// - Throws: What the resolver says, or why the last address did not answer.
  func connect(timeout: Duration) throws(SocketError) -> Socket {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    let result = unsafe getaddrinfo(host, port, &hints, &first)
    guard result == 0 else {
      throw SocketError(description: "\(self): \(unsafe String(cString: gai_strerror(result)))")
    }
    defer { unsafe freeaddrinfo(first) }
    var failure = SocketError(description: "\(self): no address")
    var next = unsafe first
    while let info = unsafe next {
      do {
        return try unsafe Socket(connectedTo: info.pointee, timeout: timeout)
      } catch {
        failure = SocketError(description: "\(self): \(error)")
      }
      unsafe next = info.pointee.ai_next
    }
    throw failure
  }
}
