internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MIME
internal import MailAPI
internal import MailStore

/// The HTML of messages, made ready for a frame.
struct DisplayedMessages: Sendable {
  let store: any MailStore
  let policy: DisplayPolicy

  /// The HTML of one; with `remote=true` it may load what is elsewhere, with `scheme=` it is told of the colours to show.
  func page(_ request: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .noMessage }
    let content = await message.takenApart { DecodedContent($0) }
    guard let part = content.bodies.html else { return .fault(.notFound, "the message has no HTML") }
    let query = QueryParameters(request.target.query)
    let allowsRemote = query.first("remote") == "true"
    let scheme = query.first("scheme").flatMap { HTMLDisplay.Scheme(rawValue: $0.description) }
    let body = DisplayBody(content, part: part, allowsRemote: allowsRemote, scheme: scheme)
    return Response(.ok, fields: policy.fields(allowsRemote: allowsRemote), body: .stream(body))
  }
}
