/// How much of a request is taken before it is refused.
public struct HTTPLimits: Equatable, Sendable {
  /// Bytes of a request line with its CRLF; a longer one gets 414.
  public let requestLine: Int
  /// Bytes of a head from the request line to the empty line; a longer one gets 431.
  public let head: Int
  /// Header fields of a head; more get 431.
  ///
  /// Never above 10,000, as `HTTPFields` traps at 65,535.
  public let fieldCount: Int
  /// Bytes of content after decoding; more get 413.
  public let body: Int

  /// Limits of these; the defaults are those of the server.
  public init(
    requestLine: Int = 16 * 1024,
    head: Int = 64 * 1024,
    fieldCount: Int = 256,
    body: Int = 1024 * 1024
  ) {
    self.requestLine = min(requestLine, head)
    self.head = head
    self.fieldCount = min(fieldCount, 10_000)
    self.body = body
  }
}
