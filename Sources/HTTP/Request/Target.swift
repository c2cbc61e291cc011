public import Bytes

/// What a request asks for: the path and the query of the request target (RFC 9112 section 3.2).
public struct Target: Hashable, Sendable {
  /// The path, still percent-encoded, with its leading slash.
  public let path: ByteString
  /// What stands behind the first `?`, still percent-encoded; empty if there is none.
  public let query: ByteString

  /// A target of these.
  public init(path: ByteString, query: ByteString = "") {
    self.path = path
    self.query = query
  }
}
