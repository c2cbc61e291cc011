extension EventLoop {
  /// Begins a stream on a connected socket, which has its place in `limit`.
  func open(
    _ connection: consuming OwnedDescriptor,
    limit: ConnectionLimit,
    makeHandler: (Stream) -> any StreamHandler
  ) {
    let number = connection.number
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
