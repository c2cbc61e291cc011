internal import Glibc

extension EventLoop {
  /// Begins a stream on a connected socket, which has its place in `limit`.
  func open(
    _ connection: consuming OwnedDescriptor,
    limit: ConnectionLimit,
    makeHandler: (Stream) -> any StreamHandler
  ) {
    var enabled: Int32 = 1
    let number = connection.number
    _ = unsafe setsockopt(
      number,
      Int32(IPPROTO_TCP),
      TCP_NODELAY,
      &enabled,
      socklen_t(MemoryLayout<Int32>.size)
    )
    let stream = Stream(descriptor: connection, limit: limit, now: seconds)
    let handler = makeHandler(stream)
    stream.handler = handler
    do {
      try register(stream, descriptor: number, interest: .read)
    } catch {
      return stream.abandon(on: self)
    }
    stream.perform(on: self) { handler.opened(on: self) }
  }
}
