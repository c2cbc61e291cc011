internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailAPI
internal import MailStore

/// The messages in version 2 of the API: pages, and pages of what a search finds.
struct MessagesV2: Sendable {
  let store: any MailStore

  func list(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let place = PageRequest(QueryParameters(request.target.query))
    let page = try await store.page(start: place.start, limit: place.limit)
    return Response(.ok, fields: .legacyJSON, body: .stream(MessagesBody(page: page, start: place.start)))
  }

  func search(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let query = QueryParameters(request.target.query)
    guard let kind = query.first("kind").flatMap({ MailSearch.Kind(rawValue: $0.description) }),
      let text = query.first("query"), !text.isEmpty
    else { return Response(.badRequest) }
    let place = PageRequest(query)
    let search = MailSearch(kind: kind, text: text)
    let page = try await store.page(of: search, start: place.start, limit: place.limit)
    return Response(
      .ok,
      fields: [.contentType: "application/json"],
      body: .stream(MessagesBody(page: page, start: place.start))
    )
  }
}
