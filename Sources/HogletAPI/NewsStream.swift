public import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailAPI
public import MailStore

/// What a subscriber to the stream of events asks for.
public struct NewsRequest: Sendable {
  /// Which of the messages that come are told; nil for all.
  public let search: MailSearch?
  /// The id of the event that he heard last; nil if he comes for the first time.
  public let lastEventID: ByteString?
  /// The version that answers him.
  public let version: String

  /// A request of these.
  public init(search: MailSearch? = nil, lastEventID: ByteString? = nil, version: String = "") {
    (self.search, self.lastEventID, self.version) = (search, lastEventID, version)
  }
}

/// `/api/v3/events`: tells of all that happens to the messages.
struct NewsStream: Sendable {
  let version: String
  let makeBody: @Sendable (NewsRequest) -> any BodySource

  func events(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let search: MailSearch?
    do throws(RequestFault) {
      search = try MailSearch(of: request.target)
    } catch {
      return error.response
    }
    // A browser that comes back says it in a field; a page that begins anew can say it only in the address.
    let field = HTTPField.Name("Last-Event-ID").flatMap { request.fields[$0] }.map { ByteString($0) }
    let last = field ?? QueryParameters(request.target.query).first("lastEventID")
    let body = makeBody(NewsRequest(search: search, lastEventID: last, version: version))
    var response = Response(
      .ok,
      fields: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
      body: .stream(body)
    )
    response.announcesPersistence = true
    return response
  }
}
