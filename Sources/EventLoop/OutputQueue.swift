internal import Bytes
internal import CLinux
internal import DequeModule
internal import Glibc

/// Bytes that wait for the socket: small ones gathered in one buffer, large ones kept by reference.
struct OutputQueue: ~Copyable {
  /// Up to here a copy and one write cost less than a second element of a vector, in bytes.
  private static let gatherLimit = 4 * 1024
  /// How many runs one call sends.
  private static let vectorLimit = 16
  /// What an idle connection may keep of its buffer, in bytes.
  private static let spareCapacity = 4 * 1024

  private var runs: Deque<[UInt8]> = []
  /// How much of the first run is sent.
  private var sent = 0
  /// What comes behind all runs.
  private var tail = ByteBuffer()
  /// How many bytes wait.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// Adds a run, by reference when it is large.
  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    count += bytes.count
    guard bytes.count > Self.gatherLimit else { return tail.append(contentsOf: bytes) }
    closeTail()
    runs.append(bytes)
  }

  /// Lets `body` write into the buffer behind all that waits.
  mutating func gather(_ body: (inout ByteBuffer) -> Void) {
    let before = tail.count
    body(&tail)
    count += tail.count - before
  }

  mutating func removeAll() {
    runs = []
    tail = ByteBuffer()
    (sent, count) = (0, 0)
  }

  /// Sends what the socket takes, `limit` bytes at the most.
  ///
  /// - Returns: How many bytes it took.
  /// - Throws: What the system says when the connection is broken.
  mutating func send(to descriptor: Int32, atMost limit: Int) throws(SystemError) -> Int {
    var room = limit
    while count > 0 && room > 0 {
      let written =
        runs.isEmpty ? sendTail(to: descriptor, room: room) : sendRuns(to: descriptor, room: room)
      if written < 0 {
        if errno == EAGAIN { break }
        if errno == EINTR { continue }
        throw SystemError("send")
      }
      drop(written)
      room -= written
    }
    return limit - room
  }

  private mutating func closeTail() {
    guard !tail.isEmpty else { return }
    runs.append(tail.take())
  }

  private func sendTail(to descriptor: Int32, room: Int) -> Int {
    unsafe tail.bytes.withUnsafeBytes { bytes in
      unsafe Glibc.send(descriptor, bytes.baseAddress, min(bytes.count, room), Int32(MSG_NOSIGNAL))
    }
  }

  private mutating func sendRuns(to descriptor: Int32, room: Int) -> Int {
    closeTail()
    var vectors: [iovec] = unsafe []
    return unsafe sendRuns(to: descriptor, from: 0, room: room, vectors: &vectors)
  }

  /// Nests one `withUnsafeBytes` per run, so that every pointer of the vector is valid when it is sent.
  private func sendRuns(
    to descriptor: Int32,
    from index: Int,
    room: Int,
    vectors: inout [iovec]
  ) -> Int {
    guard index < min(runs.count, Self.vectorLimit), room > 0 else {
      let count = unsafe vectors.count
      return unsafe vectors.withUnsafeMutableBufferPointer { vectors in
        var message = unsafe msghdr()
        unsafe message.msg_iov = vectors.baseAddress
        unsafe message.msg_iovlen = count
        return unsafe sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
      }
    }
    let skipped = index == 0 ? sent : 0
    return unsafe runs[index].withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[skipped...].prefix(room))
      unsafe vectors.append(
        iovec(iov_base: UnsafeMutableRawPointer(mutating: rest.baseAddress), iov_len: rest.count)
      )
      return unsafe sendRuns(to: descriptor, from: index + 1, room: room - rest.count, vectors: &vectors)
    }
  }

  private mutating func drop(_ written: Int) {
    count -= written
    var rest = written
    while rest > 0, let first = runs.first {
      guard rest >= first.count - sent else {
        sent += rest
        return
      }
      rest -= first.count - sent
      sent = 0
      runs.removeFirst()
    }
    guard rest > 0 else { return }
    if count == 0 {
      tail.removeAll(keeping: Self.spareCapacity)
    } else {
      // The socket is full: from now on the tail is a run of its own, of which a part is sent.
      sent = rest
      runs.append(tail.take())
    }
  }
}
