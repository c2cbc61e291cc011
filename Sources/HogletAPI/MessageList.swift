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
    case .success(nil):
      guard !Self.isMisread(request.target, "query=") else { return Self.misread }
      page = try await store.page(start: place.start, limit: place.limit)
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
      // Who says something that is not understood does not mean everything.
      guard request.target.query.isEmpty else { return Self.misread }
      try await store.deleteAll()
      return Response(.noContent)
    case .success(let search?): return .deleted(try await delete(search))
    case .failure(let fault): return .fault(fault)
    }
  }

  /// Notes first what is found and deletes then: what arrives meanwhile stays.
  private func delete(_ search: MailSearch) async throws(MailStoreError) -> Int {
    var found: Set<MessageID> = []
    var start = 0
    while true {
      let page = try await store.page(of: search, start: start, limit: Self.batch)
      found.formUnion(page.messages.map(\.id))
      start += page.messages.count
      guard !page.messages.isEmpty, start < page.total else { break }
    }
    var deleted = 0
    for id in found where try await store.delete(id) { deleted += 1 }
    return deleted
  }

  /// Whether the target has a query that cannot be read, such as one with a lone `%` or a `;`.
  private static func isMisread(_ target: Target, _ start: String) -> Bool {
    target.query.bytes.split(separator: UInt8(ascii: "&")).contains { $0.starts(with: start.utf8) }
  }

  private static var misread: Response {
    .fault(.badRequest, "there is no query=, or it is not percent-encoded")
  }

  private static let batch = 250

  private static func search(_ parameters: QueryParameters) -> Result<MailSearch?, QueryFault> {
    guard let query = parameters.first("query") else { return .success(nil) }
    return Result { () throws(QueryFault) in try MailSearch(query: query) }
  }
}
