internal import Bytes
internal import EventLoop
internal import HTTP

extension EventLoop {
  /// What a connection beyond the limit is told.
  private static let refusal: StaticString =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

  /// Serves `router` on `socket`.
  func serveHTTP(
    on socket: consuming ListeningSocket,
    router: Router,
    idleSeconds: Int,
    limit: ConnectionLimit
  ) throws(SystemError) {
    let clock = HTTPClock()
    var refusal = ByteBuffer()
    refusal.append(Self.refusal)
    try listen(on: socket, limit: limit, refusal: refusal.bytes) { stream, _ in
      stream.idleLimit = idleSeconds
      return HTTPConnection(stream, router: router, clock: clock)
    }
  }
}
