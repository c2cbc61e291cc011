internal import HTTP
internal import HTTPTypes
internal import MailAPI
internal import MailStore

/// The list of messages: what a reader needs to choose one, and no more.
struct MessageList: Sendable {
  let store: any MailStore

  /// `start` messages from the newest on, `limit` of them: 50 unless asked for 1 to 250.
  func page(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let place = PageRequest(QueryParameters(request.target.query))
    let page = try await store.page(start: place.start, limit: place.limit)
    return Response(
      .ok,
      fields: [.contentType: "application/json"],
      body: .stream(SummariesBody(page, start: place.start))
    )
  }

  func deleteAll(_: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    try await store.deleteAll()
    return Response(.noContent)
  }
}
