internal import Glibc

/// An address and a port, IPv4 or IPv6.
@safe
public struct SocketAddress: Sendable, CustomStringConvertible {
  private let storage: sockaddr_storage
  private let length: socklen_t

  /// `AF_INET` or `AF_INET6`.
  var family: Int32 { Int32(storage.ss_family) }

  init(_ storage: sockaddr_storage, length: socklen_t) {
    self.storage = storage
    self.length = length
  }

  /// Copies `length` bytes of a C address.
  init(copying address: UnsafePointer<sockaddr>, length: socklen_t) {
    var storage = sockaddr_storage()
    unsafe withUnsafeMutableBytes(of: &storage) { bytes in
      unsafe bytes.copyMemory(
        from: UnsafeRawBufferPointer(start: address, count: min(Int(length), bytes.count))
      )
    }
    self.init(storage, length: length)
  }

  /// The other end of a connected socket.
  init?(peerOf descriptor: Int32) {
    unsafe self.init(of: descriptor, getpeername)
  }

  /// The own end of a socket.
  init?(localOf descriptor: Int32) {
    unsafe self.init(of: descriptor, getsockname)
  }

  private init?(
    of descriptor: Int32,
    _ call: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = unsafe withUnsafeMutablePointer(to: &storage) { storage in
      unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe call(descriptor, address, &length)
      }
    }
    guard result == 0 else { return nil }
    self.init(storage, length: length)
  }

  /// Calls `body` with the address as C takes it; the pointer is valid during the call.
  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    unsafe withUnsafePointer(to: storage) { storage in
      unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
    }
  }

  /// The port number, in host order.
  public var port: Int {
    // It stands in the same place for both families.
    let number = unsafe withPointer { address, _ in
      unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { unsafe $0.pointee.sin_port }
    }
    return Int(UInt16(bigEndian: number))
  }

  /// The numbers as `127.0.0.1:1025` or `[::1]:1025`.
  public var description: String {
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
    let (hostCount, serviceCount) = (socklen_t(host.count), socklen_t(service.count))
    let result = unsafe withPointer { address, length in
      unsafe getnameinfo(
        address,
        length,
        &host,
        hostCount,
        &service,
        serviceCount,
        NI_NUMERICHOST | NI_NUMERICSERV
      )
    }
    guard result == 0 else { return "?" }
    let (name, port) = (Self.text(host), Self.text(service))
    return family == AF_INET6 ? "[\(name)]:\(port)" : "\(name):\(port)"
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
