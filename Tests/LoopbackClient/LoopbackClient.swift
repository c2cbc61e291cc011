internal import Glibc

/// A TCP client of 127.0.0.1 that blocks: one side of a test's conversation, as simple as a peer can be.
///
/// Every call gives up after two minutes. Use it on a thread of its own (`onThread`), never on the cooperative pool.
public struct LoopbackClient: ~Copyable {
  /// What a call can fail with.
  public struct Failure: Error, CustomStringConvertible {
    /// The call and the system's number for what happened.
    public let description: String
    /// `errno`.
    public let code: Int32

    init(_ call: String) {
      code = errno
      description = "\(call): errno \(code)"
    }
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Connects to `port` of 127.0.0.1.
  ///
  /// With a small `window`, in bytes, the kernel takes no more than that for a client who does not read.
  public init(port: Int, window: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure("socket") }
    var patience = timeval(tv_sec: 120, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    if var window {
      _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let number = descriptor
    let result = unsafe withUnsafePointer(to: address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe connect(number, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure("connect") }
  }

  deinit { close(descriptor) }

  /// Sends all of `bytes`.
  public func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[sent...])
        return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
      guard count >= 0 else { throw Failure("send") }
      sent += count
    }
  }

  /// Sends `text` as UTF-8.
  public func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  /// Sends no more, and goes on reading.
  public func endSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Lets the connection end with a reset when this value goes.
  public func resetOnClose() {
    var option = linger(l_onoff: 1, l_linger: 0)
    let size = socklen_t(MemoryLayout<linger>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, size)
  }

  /// Reads until `count` bytes are there, or the peer ends.
  public mutating func read(count: Int) throws -> [UInt8] {
    while buffer.count < count, try fill() {}
    let taken = Array(buffer.prefix(count))
    buffer.removeFirst(taken.count)
    return taken
  }

  /// Reads a line and drops its line end; nil when the peer has ended.
  public mutating func readLine() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
      }
      guard try fill() else { return nil }
    }
  }

  /// Reads until the peer ends.
  public mutating func readToEnd() throws -> [UInt8] {
    while try fill() {}
    defer { buffer = [] }
    return buffer
  }

  private mutating func fill() throws -> Bool {
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    let number = descriptor
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(number, $0.baseAddress, $0.count, 0) }
    guard count >= 0 else { throw Failure("recv") }
    buffer.append(contentsOf: chunk.prefix(count))
    return count > 0
  }
}
