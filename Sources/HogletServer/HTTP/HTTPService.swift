internal import Bytes
package import EventLoop
package import HTTP

extension EventLoop {
  /// What a connection beyond the limit is told.
  private static let refusal: StaticString =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

  /// Serves a site: all of it on one socket, or the API on one and the page on the other.
  package func serveHTTP(
    site: Site,
    on apiSocket: consuming ListeningSocket,
    and uiSocket: consuming ListeningSocket?,
    idleSeconds: Int,
    limit: ConnectionLimit
  ) throws(SystemError) {
    switch consume uiSocket {
    case .some(let uiSocket):
      try serveHTTP(site.api, on: apiSocket, idleSeconds: idleSeconds, limit: limit)
      try serveHTTP(site.page, on: uiSocket, idleSeconds: idleSeconds, limit: limit)
    case .none:
      try serveHTTP(site.whole, on: apiSocket, idleSeconds: idleSeconds, limit: limit)
    }
  }

  /// Serves `router` on `socket`.
  package func serveHTTP(
    _ router: Router,
    on socket: consuming ListeningSocket,
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
