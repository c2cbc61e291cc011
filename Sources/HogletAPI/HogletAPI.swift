internal import Bytes
public import HTTP
internal import HTTPTypes
internal import MailAPI
public import MailStore

/// The HTTP API of our own, version 3: messages decoded, as their readers see them.
public struct HogletAPI: Sendable {
  private static let methods = "OPTIONS,GET,POST,PATCH,DELETE"

  private let store: any MailStore
  private let api: APIRoutes
  private let corsOrigin: String?
  private let surroundings: Surroundings

  /// An API over `store`.
  ///
  /// - Parameters:
  ///   - store: Where the messages are.
  ///   - webPath: What every path begins with, `/hog` or nothing.
  ///   - corsOrigin: The origin whose pages may read the answers, or `*`; nil or empty for none.
  ///   - surroundings: What it tells and uses besides.
  public init(
    store: any MailStore,
    webPath: String = "",
    corsOrigin: String? = nil,
    surroundings: Surroundings
  ) {
    (self.store, self.corsOrigin, self.surroundings) = (store, corsOrigin, surroundings)
    api = APIRoutes(webPath: webPath, corsOrigin: corsOrigin) { error in
      switch error {
      case .unavailable: .fault(.serviceUnavailable, "the store cannot be reached")
      case .unknownCursor: .fault(.badRequest, "the cursor is none that a list has given")
      }
    }
  }

  /// All paths.
  public var routes: [Route] {
    let (list, messages) = (MessageList(store: store), DecodedMessages(store: store))
    let news = NewsStream(version: surroundings.facts.version, makeBody: surroundings.makeEvents)
    let server = ServerAnswers(surroundings: surroundings)
    let display = DisplayedMessages(store: store, policy: DisplayPolicy(corsOrigin: corsOrigin))
    let paths: [(HTTPRequest.Method, String, APIRoutes.Handler)] = [
      (.get, "/api/v3/messages", list.page),
      (.patch, "/api/v3/messages", list.mark),
      (.delete, "/api/v3/messages", list.delete),
      (.get, "/api/v3/events", news.events),
      (.get, "/api/v3/settings", server.settings),
      (.get, "/api/v3/openapi.json", server.document),
      (.get, "/api/v3/messages/{id}", messages.message),
      (.patch, "/api/v3/messages/{id}", messages.mark),
      (.delete, "/api/v3/messages/{id}", messages.delete),
      (.post, "/api/v3/messages/{id}/release", server.release),
      (.get, "/api/v3/messages/{id}/raw", messages.raw),
      (.get, "/api/v3/messages/{id}/text", messages.text),
      (.get, "/api/v3/messages/{id}/html", messages.html),
      (.get, "/api/v3/messages/{id}/display", display.page),
      (.get, "/api/v3/messages/{id}/parts/{part}", messages.part),
      (.get, "/api/v3/messages/{id}/parts/{part}/files/{file}", messages.file),
    ]
    let options = Set(paths.map(\.1)).sorted().map { path in
      api.route(.options, path, allowing: Self.methods) { _, _ in Response(.noContent) }
    }
    return paths.map { api.route($0.0, $0.1, allowing: Self.methods, $0.2) } + options
  }
}
