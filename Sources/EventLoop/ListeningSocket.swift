internal import CLinux
internal import Glibc

/// A socket that is bound and listens, and that no loop serves yet.
///
/// Made before the loops run, so that a port in use ends the program with one line and not half a server.
public struct ListeningSocket: ~Copyable, Sendable {
  /// Why an address cannot be listened on.
  public enum Fault: Error, CustomStringConvertible {
    /// The address is not one.
    case address(BindAddress.Fault)
    /// The system refuses it: in use, not ours, privileged.
    case system(SystemError)

    /// One line for the person who started the program.
    public var description: String {
      switch self {
      case .address(let fault): fault.description
      case .system(let error): error.description
      }
    }
  }

  let descriptor: OwnedDescriptor
  /// Where it listens; has the real port when the address said 0.
  public let address: SocketAddress

  /// Binds to `text` (as `BindAddress` reads it) and listens.
  ///
  /// SO_REUSEADDR lets a restart have the port at once. SO_REUSEPORT is not set: a second server would silently get half
  /// of the mail.
  public init(_ text: String) throws(Fault) {
    let candidates: [SocketAddress]
    do {
      candidates = try BindAddress(text).resolve()
    } catch {
      throw .address(error)
    }
    var failure = SystemError("socket", code: EADDRNOTAVAIL)
    for candidate in candidates {
      do {
        let descriptor = try Self.listen(on: candidate)
        address = SocketAddress(localOf: descriptor.number) ?? candidate
        self.descriptor = descriptor
        return
      } catch {
        failure = error
        // Only a machine without IPv6 has a next candidate worth trying.
        guard [EAFNOSUPPORT, EADDRNOTAVAIL].contains(error.code) else { break }
      }
    }
    throw .system(failure)
  }

  /// Gives up the descriptor.
  consuming func take() -> OwnedDescriptor { descriptor }

  private static func listen(on address: SocketAddress) throws(SystemError) -> OwnedDescriptor {
    let descriptor = try OwnedDescriptor.streamSocket(of: address.family)
    try descriptor.set(SOL_SOCKET, SO_REUSEADDR, to: 1)
    if address.family == AF_INET6 { try descriptor.set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, to: 0) }
    let number = descriptor.number
    guard unsafe address.withPointer({ unsafe bind(number, $0, $1) }) == 0 else { throw SystemError("bind") }
    guard Glibc.listen(number, SOMAXCONN) == 0 else { throw SystemError("listen") }
    return descriptor
  }
}
