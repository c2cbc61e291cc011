internal import Bytes
internal import Glibc

/// Carries bytes both ways between a caller's two streams and a server, until the server has nothing more to say.
struct Relay: ~Copyable {
  private let socket: Socket
  private var toServer = Pump()
  private var toCaller = Pump()
  private let input: Int32
  private let output: Int32

  /// A relay between a connection and the descriptors that a caller speaks on and listens on.
  init(_ socket: consuming Socket, input: Int32, output: Int32) {
    self.socket = socket
    self.input = input
    self.output = output
  }

  /// Carries until the server has ended and all that it said is with the caller; whatever the caller has not said by then is
  /// left.
  consuming func run() throws(SocketError) {
    while !toCaller.isFinished {
      var entries = [
        pollfd(fd: toServer.wantsInput ? input : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: toServer.hasOutput ? socket.descriptor : -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: toCaller.wantsInput ? socket.descriptor : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: toCaller.hasOutput ? output : -1, events: Int16(POLLOUT), revents: 0),
      ]
      guard unsafe poll(&entries, 4, -1) >= 0 || errno == EINTR else { throw SocketError("poll") }
      if entries[0].revents != 0 { try toServer.fill(from: input) }
      if entries[1].revents != 0 { try toServer.empty(into: socket.descriptor) }
      if entries[2].revents != 0 { try toCaller.fill(from: socket.descriptor) }
      if entries[3].revents != 0 { try toCaller.empty(into: output) }
      if toServer.endsNow() { socket.finishWriting() }
      _ = toCaller.endsNow()
    }
  }
}

/// One direction of a relay.
private struct Pump {
  private var held: [UInt8] = []
  private var hasEnded = false
  private(set) var isFinished = false

  var wantsInput: Bool { !hasEnded && held.isEmpty }
  var hasOutput: Bool { !held.isEmpty }

  /// So much a pipe takes at once when it is said to take something (POSIX's PIPE_BUF).
  private static let capacity = 4_096

  mutating func fill(from descriptor: Int32) throws(SocketError) {
    var block = [UInt8](repeating: 0, count: Self.capacity)
    let count = unsafe Glibc.read(descriptor, &block, block.count)
    if count < 0 {
      guard errno == EAGAIN || errno == EINTR else { throw SocketError("read") }
      return
    }
    hasEnded = count == 0
    held = Array(block[..<count])
  }

  mutating func empty(into descriptor: Int32) throws(SocketError) {
    let count = unsafe held.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      guard errno == EAGAIN || errno == EINTR else { throw SocketError("write") }
      return
    }
    held.removeFirst(count)
  }

  /// Whether all has been carried, said once.
  mutating func endsNow() -> Bool {
    guard hasEnded, held.isEmpty, !isFinished else { return false }
    isFinished = true
    return true
  }
}
