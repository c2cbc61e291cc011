internal import Bytes
package import EventLoop
package import HTTP

extension EventLoop {
  /// What a connection beyond the limit is told.
  private static let refusal: StaticString =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

  /// Serves a site: all of it on one socket, or the API on one and the page on the other.
  ///
  /// - Parameters:
  ///   - site: What is served.
  ///   - apiSocket: Where the API is, or all of it.
  ///   - uiSocket: Where the page is, if it has a socket of its own.
  ///   - idleSeconds: How long a connection may be silent; 0 for ever.
  ///   - requestSeconds: How long a request may take to arrive, however it trickles; 0 for ever.
  ///   - limit: Where every connection takes a place.
  /// - Throws: What the system says when the loop can watch no more.
  package func serveHTTP(
    site: Site,
    on apiSocket: consuming ListeningSocket,
    and uiSocket: consuming ListeningSocket?,
    idleSeconds: Int,
    requestSeconds: Int,
    limit: ConnectionLimit
  ) throws(SystemError) {
    switch consume uiSocket {
    case .some(let uiSocket):
      try serveHTTP(
        site.api,
        on: apiSocket,
        idleSeconds: idleSeconds,
        requestSeconds: requestSeconds,
        limit: limit
      )
      try serveHTTP(
        site.page,
        on: uiSocket,
        idleSeconds: idleSeconds,
        requestSeconds: requestSeconds,
        limit: limit
      )
    case .none:
      try serveHTTP(
        site.whole,
        on: apiSocket,
        idleSeconds: idleSeconds,
        requestSeconds: requestSeconds,
        limit: limit
      )
    }
  }

  /// Serves `router` on `socket`.
  package func serveHTTP(
    _ router: Router,
    on socket: consuming ListeningSocket,
    idleSeconds: Int,
    requestSeconds: Int,
    limit: ConnectionLimit
  ) throws(SystemError) {
    let clock = HTTPClock()
    var refusal = ByteBuffer()
    refusal.append(Self.refusal)
    try listen(on: socket, limit: limit, refusal: refusal.bytes) { stream, _ in
      stream.idleLimit = idleSeconds
      return HTTPConnection(stream, router: router, clock: clock, requestSeconds: requestSeconds)
    }
  }
}
