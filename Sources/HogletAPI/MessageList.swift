internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailAPI
internal import MailStore

/// The list of messages: what a reader needs to choose one, and no more.
struct MessageList: Sendable {
  let store: any MailStore

  /// The messages that `query` finds, all if there is none: `limit` of them from `start` or `cursor` on, the newest first.
  func page(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let search: MailSearch?
    do throws(RequestFault) {
      search = try MailSearch(of: request.target)
    } catch {
      return error.response
    }
    let parameters = QueryParameters(request.target.query)
    let place = PageRequest(parameters)
    let cursor = parameters.first("cursor").map { MailListing.Start.behind(MailCursor($0)) }
    let listing = MailListing(of: search, from: cursor ?? .place(place.start), limit: place.limit)
    let page = try await store.page(listing)
    if page.messages.contains(where: \.isLarge) { await Self.takeApart(page.messages) }
    return Response(.ok, fields: [.contentType: "application/json"], body: .stream(SummariesBody(page)))
  }

  /// Has messages know what a list shows of them, beside the caller.
  @concurrent
  private static func takeApart(_ messages: [StoredMessage]) async {
    for message in messages where !Task.isCancelled { _ = message.index }
  }

  /// Deletes messages: those that are named, those that `query` finds, or all; says how many unless all went.
  func delete(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let selection: MessageSelection
    do throws(RequestFault) {
      let content = request.body.isEmpty ? nil : try RequestContent(of: request, members: ["ids"])
      if let content, !content.has("ids") { throw .malformed("there are no ids") }
      selection = try MessageSelection(request.target, content)
    } catch {
      return error.response
    }
    switch selection {
    case .all:
      try await store.deleteAll()
      return Response(.noContent)
    // What arrives meanwhile stays.
    case .found(let search): return .count("deleted", try await store.delete(store.names(of: search)))
    case .named(let ids): return .count("deleted", try await store.delete(ids))
    }
  }

  /// Notes whether messages have been read: those that are named, those that `query` finds, or all; says of how many that
  /// was news.
  func mark(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let selection: MessageSelection
    let isRead: Bool
    do throws(RequestFault) {
      let content = try RequestContent(of: request, members: ["read", "ids"])
      guard let flag = try content.flag("read") else { throw .malformed("there is no read") }
      isRead = flag
      selection = try MessageSelection(request.target, content)
    } catch {
      return error.response
    }
    let count =
      switch selection {
      case .all: try await store.markAll(read: isRead)
      case .found(let search): try await store.mark(store.names(of: search), read: isRead)
      case .named(let ids): try await store.mark(ids, read: isRead)
      }
    return .count("updated", count)
  }
}
