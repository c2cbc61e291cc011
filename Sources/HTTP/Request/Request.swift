public import HTTPTypes

/// A request that has arrived whole.
public struct Request: Equatable, Sendable {
  /// The method.
  public var method: HTTPRequest.Method
  /// The path and the query of the target, each still percent-encoded.
  public var target: Target
  /// The header fields, in order.
  public var fields: HTTPFields
  /// The content, empty if there is none.
  public var body: [UInt8]

  /// A request of these.
  public init(method: HTTPRequest.Method, target: Target, fields: HTTPFields = [:], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.fields = fields
    self.body = body
  }
}
