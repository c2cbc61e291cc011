public import HTTPTypes

/// An answer that is ready to be sent.
public struct Response {
  /// The status.
  public var status: HTTPResponse.Status
  /// The header fields without those that frame the message (`Content-Length`, `Transfer-Encoding`, `Connection`).
  public var fields: HTTPFields
  /// Fields that go with many answers, each a whole line with its end, as it is sent.
  ///
  /// None of them is in `fields`, and none frames the message.
  public var encodedFields: [StaticString] = []
  /// The content.
  public var body: ResponseBody
  /// The name of the content as it is sent, which the session writes as `ETag`; nil for content that has none.
  public var entityTag: EntityTag?
  /// Whether the head says that the connection stays, if it does, also to clients that take it for granted.
  public var announcesPersistence = false
  /// Whether the content may be compressed on its way; not what people save as it came.
  public var isCompressible = true
  /// The pattern of the route that answered, for whoever counts; nil if none did.
  public var route: String?

  /// What takes the connection over behind an answer of status 101; nil for every other answer.
  public var upgrade: (any ProtocolUpgrade)?

  /// An answer of these.
  public init(_ status: HTTPResponse.Status, fields: HTTPFields = [:], body: ResponseBody = .empty) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
