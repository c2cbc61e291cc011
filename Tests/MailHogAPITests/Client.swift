import Bytes
import HTTP
import HTTPTypes
import Jim
import MailHogAPI
import MailStore

/// Sends requests to the API of a store and reads the answers whole.
struct Client {
  /// An answer with all of its content.
  struct Answer: Equatable {
    let status: Int
    let fields: HTTPFields
    let content: [UInt8]
    /// What names the content.
    var tag: ByteString?
    var isCompressible = true

    var text: String { String(decoding: content, as: UTF8.self) }
    var contentType: String? { fields[.contentType] }
  }

  private let router: Router
  /// How many bytes a source is asked to have ready at once.
  private let target: Int

  init(
    _ store: any MailStore,
    jim: any SharedJim = LocalJim(),
    webPath: String = "",
    corsOrigin: String? = nil,
    release: MailRelease = MailRelease(servers: MemoryOutgoingServers(), relay: nil),
    target: Int = 65_536
  ) {
    let api = MailHogAPI(
      store: store,
      jim: jim,
      webPath: webPath,
      corsOrigin: corsOrigin,
      release: release
    )
    router = Router(routes: api.routes)
    self.target = target
  }

  func get(_ path: ByteString) async -> Answer { await send(.get, path) }

  func delete(_ path: ByteString) async -> Answer { await send(.delete, path) }

  func send(_ method: HTTPRequest.Method, _ path: ByteString, body: String) async -> Answer {
    await send(method, path, body: Array(body.utf8))
  }

  func send(_ method: HTTPRequest.Method, _ path: ByteString, body: [UInt8] = []) async -> Answer {
    let pieces = path.bytes.split(separator: UInt8(ascii: "?"), maxSplits: 1).map { ByteString(Array($0)) }
    let target = Target(path: pieces[0], query: pieces.count > 1 ? pieces[1] : "")
    let response = await router.respond(to: Request(method: method, target: target, body: body))
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

extension StoredMessage {
  /// A message of `text` that arrived at the start of 1970.
  convenience init(
    _ text: String,
    id: ByteString = "id@host",
    from sender: ByteString = "a@b.c",
    to recipients: [ByteString] = ["d@e.f"],
    lacksFinalLineBreak: Bool = true,
    created: Timestamp = Timestamp(nanoseconds: 0)
  ) {
    self.init(
      id: MessageID(id),
      envelope: Envelope(helo: "client", sender: .init(sender), recipients: recipients.map { .init($0) }),
      data: Array(text.utf8),
      lacksFinalLineBreak: lacksFinalLineBreak,
      created: created
    )
  }
}
