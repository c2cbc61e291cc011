public import HTTP
internal import HTTPTypes
public import Jim
internal import MailAPI
public import MailStore

/// The HTTP API of MailHog, versions 1 and 2, over any store, with its chaos monkey.
public struct MailHogAPI: Sendable {
  /// What version 1 allows pages of other origins, to preflights and in every other answer.
  static let methodsOfV1 = "OPTIONS,GET,POST,DELETE"
  /// What version 2 allows.
  private static let methodsOfV2 = "OPTIONS,GET,PUT,POST,DELETE"

  private let store: any MailStore
  private let jim: any SharedJim
  private let api: APIRoutes
  private let release: MailRelease

  /// An API over `store`.
  ///
  /// - Parameters:
  ///   - store: Where the messages are.
  ///   - jim: Who makes trouble for those who send; for an API alone, somebody who makes it for nobody.
  ///   - webPath: What every path begins with, `/hog` or nothing.
  ///   - corsOrigin: The origin whose pages may read the answers, or `*`; nil or empty for none.
  ///   - release: What sends messages on.
  public init(
    store: any MailStore,
    jim: any SharedJim = LocalJim(),
    webPath: String = "",
    corsOrigin: String? = nil,
    release: MailRelease = MailRelease(servers: MemoryOutgoingServers(), relay: nil)
  ) {
    self.store = store
    self.jim = jim
    self.release = release
    api = APIRoutes(webPath: webPath, corsOrigin: corsOrigin) { _ in Response(.serviceUnavailable) }
  }

  /// All paths of both versions.
  public var routes: [Route] {
    let (v1, v2, jim) = (MessagesV1(store: store), MessagesV2(store: store), JimV2(jim: jim))
    return [
      route(.get, "/api/v1/messages", v1.list),
      route(.delete, "/api/v1/messages", v1.deleteAll),
      route(.get, "/api/v1/messages/{id}", v1.message),
      route(.delete, "/api/v1/messages/{id}", v1.delete),
      route(.get, "/api/v1/messages/{id}/download", v1.download),
      route(.get, "/api/v1/messages/{id}/mime/part/{part}/download", v1.downloadPart),
      route(.get, "/api/v2/messages", v2.list),
      route(.get, "/api/v2/search", v2.search),
      route(.get, "/api/v2/jim", jim.show),
      route(.post, "/api/v2/jim", jim.invite),
      route(.put, "/api/v2/jim", jim.instruct),
      route(.delete, "/api/v2/jim", jim.dismiss),
    ]
      + releaseRoutes
      + [
        "/api/v1/messages",
        "/api/v1/messages/{id}",
        "/api/v1/messages/{id}/download",
        "/api/v1/messages/{id}/mime/part/{part}/download",
        "/api/v1/messages/{id}/release",
        "/api/v2/messages",
        "/api/v2/outgoing-smtp",
        "/api/v2/search",
        "/api/v2/jim",
      ].map { route(.options, $0) { _, _ in Response(.ok) } }
  }

  private var releaseRoutes: [Route] {
    let (store, release) = (store, release)
    return [
      route(.post, "/api/v1/messages/{id}/release") { request, parameters throws(MailStoreError) in
        try await release.release(parameters.messageID, of: store, request.body)
      },
      route(.get, "/api/v2/outgoing-smtp") { _, _ throws(MailStoreError) in try await release.list() },
    ]
  }

  private func route(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ handler: @escaping APIRoutes.Handler
  ) -> Route {
    let methods = path.hasPrefix("/api/v1/") ? Self.methodsOfV1 : Self.methodsOfV2
    return api.route(method, path, allowing: methods, handler)
  }
}
