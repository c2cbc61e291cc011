public import Bytes
public import HTTP
public import HTTPTypes

/// Sends requests to routes and reads the answers whole.
public struct Client {
  /// An answer with all of its content.
  public struct Answer: Equatable {
    /// The status.
    public let status: Int
    /// The header fields.
    public let fields: HTTPFields
    /// The content.
    public let content: [UInt8]
    /// What names the content.
    public var tag: ByteString?
    /// Whether it may be compressed.
    public var isCompressible: Bool

    /// An answer of these.
    public init(
      status: Int,
      fields: HTTPFields,
      content: [UInt8],
      tag: ByteString? = nil,
      isCompressible: Bool = true
    ) {
      self.status = status
      self.fields = fields
      self.content = content
      self.tag = tag
      self.isCompressible = isCompressible
    }

    /// The content as text.
    public var text: String { String(decoding: content, as: UTF8.self) }
    /// What the content is.
    public var contentType: String? { fields[.contentType] }
  }

  private let router: Router
  /// How many bytes a source is asked to have ready at once.
  private let target: Int

  /// A client of `routes`, which has sources write `target` bytes at a time.
  public init(routes: [Route], target: Int = 65_536) {
    router = Router(routes: routes)
    self.target = target
  }

  /// Gets what is at a path, which may have a query.
  public func get(_ path: ByteString) async -> Answer { await send(.get, path) }

  /// Deletes what is at a path.
  public func delete(_ path: ByteString) async -> Answer { await send(.delete, path) }

  /// Sends a text to a path.
  public func send(
    _ method: HTTPRequest.Method,
    _ path: ByteString,
    fields: HTTPFields = [:],
    body: String
  ) async -> Answer {
    await send(method, path, fields: fields, body: Array(body.utf8))
  }

  /// Sends bytes to a path.
  public func send(
    _ method: HTTPRequest.Method,
    _ path: ByteString,
    fields: HTTPFields = [:],
    body: [UInt8] = []
  ) async -> Answer {
    let pieces = path.bytes.split(separator: UInt8(ascii: "?"), maxSplits: 1).map { ByteString(Array($0)) }
    let target = Target(path: pieces[0], query: pieces.count > 1 ? pieces[1] : "")
    let response = await router.respond(
      to: Request(method: method, target: target, fields: fields, body: body)
    )
    return Answer(
      status: response.status.code,
      fields: response.fields,
      content: content(of: response.body),
      tag: response.entityTag?.opaque,
      isCompressible: response.isCompressible
    )
  }

  private func content(of body: ResponseBody) -> [UInt8] {
    switch body {
    case .empty: return []
    case .bytes(let runs): return Array(runs.joined())
    case .stream(let source):
      var content: [UInt8] = []
      var progress = BodyProgress.more
      while progress == .more {
        var buffer = ByteBuffer()
        progress = source.write(into: &buffer, target: target)
        content += buffer.bytes
      }
      return content
    }
  }
}
