internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailAPI
internal import MailStore

/// The messages in version 1 of the API: bare arrays, single messages and downloads.
struct MessagesV1: Sendable {
  /// MailHog's list stops here, and version 1 cannot ask for what is behind.
  private static let listLimit = 1_000

  /// To be raised when the same message begins to be shown otherwise: clients keep what they have read, and some stores
  /// outlive this program.
  private static let edition: ByteString = "/1"

  let store: any MailStore

  func list(_: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let page = try await store.page(start: 0, limit: Self.listLimit)
    return Response(.ok, fields: .legacyJSON, body: .stream(MessagesBody(array: page.messages)))
  }

  func deleteAll(_: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    try await store.deleteAll()
    return Response(.ok, fields: .legacyJSON)
  }

  /// Answers `null` for a message that does not exist: clients read that as "not found", and an error as a failure.
  func message(_: Request, parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else {
      return Response(.ok, fields: .legacyJSON, body: .bytes([Array("null".utf8)]))
    }
    return identified(Response(.ok, fields: .legacyJSON, body: .stream(MessagesBody(message))), as: message)
  }

  /// Deleting what is gone has succeeded too.
  func delete(_: Request, parameters: PathParameters) async throws(MailStoreError) -> Response {
    try await store.delete(parameters.messageID)
    return Response(.ok, fields: .legacyJSON)
  }

  func download(_: Request, parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .notFound }
    var fields: HTTPFields = [.contentType: "message/rfc822"]
    fields.attach(fileNamed: message.id.text, ".eml")
    var response = Response(.ok, fields: fields, body: .stream(MessageDownload(message)))
    response.isCompressible = false
    return identified(response, as: message)
  }

  func downloadPart(_: Request, parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID),
      let download = PartDownload(of: message, at: Self.partIndex(parameters["part"]), parameters["part"])
    else { return .notFound }
    return identified(download.response, as: message)
  }

  /// Lets clients keep what they have read: a message never changes.
  private func identified(_ response: Response, as message: StoredMessage) -> Response {
    var response = response
    let tag = EntityTag(ByteString(message.id.text.bytes + Self.edition.bytes))
    if let tag { response.allowRevalidation(by: tag) }
    return response
  }

  /// As in MailHog, what is no number means the first part.
  private static func partIndex(_ text: ByteString) -> Int {
    let number = Int(text.description)
    return number ?? (text.bytes.allSatisfy(\.isASCIIDigit) ? .max : 0)
  }
}

extension HTTPFields {
  /// What MailHog calls JSON in version 1 and in the list of version 2.
  ///
  /// Clients that parse themselves whatever is not labelled as JSON depend on it.
  static var legacyJSON: HTTPFields { [.contentType: "text/json"] }
}
