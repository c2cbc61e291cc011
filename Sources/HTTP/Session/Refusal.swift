public import HTTPTypes

/// Why a request is answered by the session itself, after which the connection closes.
public enum Refusal: Error, Equatable, Sendable {
  /// The request breaks the grammar or leaves its own length in doubt.
  case badRequest
  /// The request did not arrive in time.
  case requestTimeout
  /// An HTTP/1.0 client sends content without saying how much.
  case lengthRequired
  /// The content passes `HTTPLimits.body`.
  case contentTooLarge
  /// The request line passes `HTTPLimits.requestLine`.
  case uriTooLong
  /// The client expects something other than `100-continue`.
  case expectationFailed
  /// The head passes `HTTPLimits.head` or `HTTPLimits.fieldCount`.
  case fieldsTooLarge
  /// The method or the transfer coding is unknown here.
  case notImplemented
  /// Requests that have not come whole take more memory than they may.
  case overloaded
  /// The request is of neither HTTP/1.0 nor HTTP/1.1.
  case versionNotSupported

  /// The status of the answer.
  public var status: HTTPResponse.Status {
    switch self {
    case .badRequest: .badRequest
    case .requestTimeout: .requestTimeout
    case .lengthRequired: .lengthRequired
    case .contentTooLarge: .contentTooLarge
    case .uriTooLong: .uriTooLong
    case .expectationFailed: .expectationFailed
    case .fieldsTooLarge: .requestHeaderFieldsTooLarge
    case .notImplemented: .notImplemented
    case .overloaded: .serviceUnavailable
    case .versionNotSupported: .httpVersionNotSupported
    }
  }

  /// The answer: the status as text, and nothing about the server.
  public var response: Response {
    .text(status, "\(status.code) \(status.reasonPhrase)\n")
  }
}
