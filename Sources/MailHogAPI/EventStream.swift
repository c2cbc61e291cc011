public import HTTP
internal import HTTPTypes
internal import MailAPI

/// `/api/v1/events`: tells of each new message as it comes (server-sent events, as the HTML standard defines them).
public struct EventStream: Sendable {
  private let path: PathPattern
  private let crossOrigin: CrossOrigin?
  private let makeBody: @Sendable () -> any BodySource

  /// A stream under `webPath`.
  ///
  /// - Parameters:
  ///   - webPath: What every path begins with, `/hog` or nothing.
  ///   - corsOrigin: The origin whose pages may read the events, or `*`; nil or empty for none.
  ///   - makeBody: Makes the content for one more subscriber: what `MessageEvent` writes, again and again.
  public init(
    webPath: String = "",
    corsOrigin: String? = nil,
    makeBody: @escaping @Sendable () -> any BodySource
  ) {
    path = PathPattern(webPath + "/api/v1/events")
    crossOrigin = corsOrigin.flatMap { CrossOrigin($0) }
    self.makeBody = makeBody
  }

  /// The stream and the preflight to it.
  public var routes: [Route] {
    let (makeBody, crossOrigin) = (makeBody, crossOrigin)
    let stream = Route(.get, path) { _, _ in
      var response = Response(
        .ok,
        fields: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
        body: .stream(makeBody())
      )
      response.announcesPersistence = true
      crossOrigin?.allowPlain(MailHogAPI.methodsOfV1, in: &response)
      return response
    }
    let preflight = Route(.options, path) { _, _ in
      var response = Response(.ok)
      crossOrigin?.allow(MailHogAPI.methodsOfV1, in: &response)
      return response
    }
    return [stream, preflight]
  }
}
