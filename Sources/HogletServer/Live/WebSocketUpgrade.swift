internal import Bytes
internal import Digests
internal import EventLoop
internal import HTTP
internal import HTTPTypes
internal import WebSocket

/// Goes on with a connection as a subscriber by WebSocket.
struct WebSocketUpgrade: ProtocolUpgrade {
  func handler(of stream: Stream, hub: LiveHub, on loop: isolated EventLoop) -> WebSocketConnection {
    WebSocketConnection(stream, hub: hub, now: loop.seconds)
  }
}

extension WebSocketUpgrade {
  private static let version = "13"

  /// `/api/v2/websocket`.
  static func route(webPath: String, origins: OriginPolicy) -> Route {
    Route(.get, PathPattern(webPath + "/api/v2/websocket")) { request, _ in
      respond(to: request, origins: origins)
    }
  }

  /// The server's part of the opening handshake (RFC 6455 section 4.2).
  static func respond(to request: Request, origins: OriginPolicy) -> Response {
    let fields = request.fields
    guard request.method == .get, fields.list(.upgrade, includes: "websocket"),
      fields.list(.connection, includes: "upgrade")
    else { return .text(.badRequest, "Bad Request\n") }
    guard origins.allow(fields) else { return .forbidden }
    guard fields[.secWebSocketVersion] == version else {
      var response = Response.text(.upgradeRequired, "Upgrade Required\n")
      response.fields[.upgrade] = "websocket"
      response.fields[.secWebSocketVersion] = version
      return response
    }
    guard let key = fields[.secWebSocketKey].flatMap({ HandshakeKey(ByteString($0)) }) else {
      return .text(.badRequest, "Bad Request\n")
    }
    let accept = key.accept { Digest<SHA1>(of: $0).bytes }
    var response = Response(
      .switchingProtocols,
      fields: [.upgrade: "websocket", .secWebSocketAccept: accept.description]
    )
    response.upgrade = WebSocketUpgrade()
    return response
  }
}
