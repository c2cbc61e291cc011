internal import Bytes
internal import Glibc

/// A connection that can be waited for, closed when its owner lets it go.
struct Socket: ~Copyable {
  /// The number, valid as long as this value lives.
  let descriptor: Int32

  /// Connects to an address, or gives up after `timeout`.
  init(connectedTo address: addrinfo, timeout: Duration) throws(SocketError) {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    descriptor = unsafe socket(address.ai_family, type, address.ai_protocol)
    guard descriptor >= 0 else { throw SocketError("socket") }
    guard unsafe Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) != 0 else { return }
    guard errno == EINPROGRESS else { throw SocketError("connect") }
    guard try wait(for: POLLOUT, timeout: timeout) != 0 else { throw SocketError("connect", code: ETIMEDOUT) }
    var failure: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length) == 0 else {
      throw SocketError("getsockopt")
    }
    guard failure == 0 else { throw SocketError("connect", code: failure) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Waits for `events`, and says which have come; none if the time was over first.
  func wait(for events: Int32, timeout: Duration) throws(SocketError) -> Int32 {
    let deadline = ContinuousClock.now + timeout
    while true {
      var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
      let (seconds, attoseconds) = max(deadline - ContinuousClock.now, .zero).components
      let milliseconds =
        min(seconds, 86_400) * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
      let count = unsafe poll(&entry, 1, Int32(milliseconds))
      if count >= 0 { return Int32(entry.revents) }
      guard errno == EINTR else { throw SocketError("poll") }
    }
  }

  /// Reads what is there into `block`; the number of bytes, 0 at the end, nil if nothing is there.
  ///
  /// A peer that closes with something unread resets the connection: an end like any other.
  func read(into block: inout [UInt8]) throws(SocketError) -> Int? {
    let count = unsafe recv(descriptor, &block, block.count, 0)
    if count >= 0 { return count }
    if errno == ECONNRESET { return 0 }
    guard errno == EAGAIN || errno == EINTR else { throw SocketError("read") }
    return nil
  }

  /// Sends as much as is taken of the bytes from `start` on; how many that was.
  ///
  /// None are taken by a peer that has gone: what it said last, and its end, are there to be read.
  func write(_ bytes: [UInt8], from start: Int) throws(SocketError) -> Int {
    let count = unsafe bytes.withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
      return unsafe send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    guard [EAGAIN, EINTR, EPIPE, ECONNRESET].contains(errno) else { throw SocketError("write") }
    return 0
  }

  /// Says that nothing more will be sent.
  func finishWriting() { _ = shutdown(descriptor, Int32(SHUT_WR)) }
}

/// Why there is no connection, or none any more: one line.
struct SocketError: Error, CustomStringConvertible {
  let description: String

  init(description: String) {
    self.description = description
  }

  /// The call that failed, and what the system says of it.
  init(_ call: String, code: Int32 = errno) {
    var text = [CChar](repeating: 0, count: 128)
    let count = text.count
    _ = unsafe strerror_r(code, &text, count)
    description =
      "\(call): \(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))"
  }
}
