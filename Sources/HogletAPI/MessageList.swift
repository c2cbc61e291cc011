internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailAPI
internal import MailStore

/// The list of messages: what a reader needs to choose one, and no more.
struct MessageList: Sendable {
  let store: any MailStore

  /// The messages that `query` finds, all if there is none: `limit` of them from `start` on, the newest first.
  func page(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let parameters = QueryParameters(request.target.query)
    let place = PageRequest(parameters)
    let page: MessagePage
    switch Self.search(parameters) {
    case .success(nil): page = try await store.page(start: place.start, limit: place.limit)
    case .success(let search?):
      page = try await store.page(of: search, start: place.start, limit: place.limit)
    case .failure(let fault): return .fault(fault)
    }
    return Response(
      .ok,
      fields: [.contentType: "application/json"],
      body: .stream(SummariesBody(page, start: place.start))
    )
  }

  /// Deletes what `query` finds, everything if there is none, and says how many that were if it looked.
  func delete(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    switch Self.search(QueryParameters(request.target.query)) {
    case .success(nil):
      try await store.deleteAll()
      return Response(.noContent)
    case .success(let search?): return .deleted(try await delete(search))
    case .failure(let fault): return .fault(fault)
    }
  }

  /// As many as were found at first: what arrives meanwhile does not keep it going.
  private func delete(_ search: MailSearch) async throws(MailStoreError) -> Int {
    var (deleted, left) = (0, Int.max)
    while left > 0 {
      let page = try await store.page(of: search, start: 0, limit: min(left, Self.batch))
      guard !page.messages.isEmpty else { break }
      left = min(left, page.total)
      for message in page.messages where try await store.delete(message.id) { deleted += 1 }
      left -= page.messages.count
    }
    return deleted
  }

  private static let batch = 250

  private static func search(_ parameters: QueryParameters) -> Result<MailSearch?, QueryFault> {
    guard let query = parameters.first("query") else { return .success(nil) }
    return Result { () throws(QueryFault) in try MailSearch(query: query) }
  }
}
