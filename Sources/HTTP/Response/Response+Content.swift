public import HTTPTypes

extension Response {
  /// Plain text in UTF-8.
  public static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
    .content(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
  }

  /// Content that is at hand, of the media type `type`.
  public static func content(
    _ bytes: [UInt8],
    type: String,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(status, fields: [.contentType: type], body: bytes.isEmpty ? .empty : .bytes([bytes]))
  }
}

extension ResponseBody {
  /// The number of bytes, or nil for what is yet to be made.
  public var count: Int? {
    switch self {
    case .empty: 0
    case .bytes(let runs): runs.reduce(0) { $0 + $1.count }
    case .stream(let source): source.count
    }
  }
}
