internal import Bytes
package import EventLoop
package import HTTP
package import Logging

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
  ///   - settings: The limits of requests and of time.
  ///   - limit: Where every connection takes a place.
  ///   - logger: Gets what is to be said of subscribers to live events.
  /// - Throws: What the system says when the loop can watch no more.
  package func serveHTTP(
    site: Site,
    on apiSocket: consuming ListeningSocket,
    and uiSocket: consuming ListeningSocket?,
    settings: Settings,
    limit: ConnectionLimit,
    logger: Logger
  ) throws(SystemError) {
    let budget = settings.maximumLiveBytes ?? MemoryLimit.current()?.liveBytes ?? .max
    let hub = LiveHub(following: site.store, budget: budget, logger: logger, on: self)
    let requests = RequestBudget(settings)
    switch consume uiSocket {
    case .some(let uiSocket):
      try serveHTTP(site.door(to: site.api), on: apiSocket, settings: settings, limit: limit, requests, hub)
      try serveHTTP(site.door(to: site.page), on: uiSocket, settings: settings, limit: limit, requests, nil)
    case .none:
      try serveHTTP(site.door(to: site.whole), on: apiSocket, settings: settings, limit: limit, requests, hub)
    }
  }

  /// Serves what `responder` answers on `socket`, without live events.
  package func serveHTTP(
    _ responder: any Responder,
    on socket: consuming ListeningSocket,
    settings: Settings,
    limit: ConnectionLimit
  ) throws(SystemError) {
    try serveHTTP(responder, on: socket, settings: settings, limit: limit, RequestBudget(settings), nil)
  }

  private func serveHTTP(
    _ responder: any Responder,
    on socket: consuming ListeningSocket,
    settings: Settings,
    limit: ConnectionLimit,
    _ requests: RequestBudget,
    _ hub: LiveHub?
  ) throws(SystemError) {
    let limits = HTTPLimits(head: settings.maximumHTTPHead, body: settings.maximumHTTPBody)
    let (idleSeconds, requestSeconds) = (settings.idleSeconds, settings.requestSeconds)
    let clock = HTTPClock()
    var refusal = ByteBuffer()
    refusal.append(Self.refusal)
    try listen(on: socket, limit: limit, refusal: refusal.bytes) { stream in
      stream.idleLimit = idleSeconds
      return HTTPConnection(
        stream,
        responder: responder,
        limits: limits,
        clock: clock,
        budget: requests,
        hub: hub,
        requestSeconds: requestSeconds
      )
    }
  }
}
