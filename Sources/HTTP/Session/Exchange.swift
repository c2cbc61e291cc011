import HTTPTypes

/// What the answer to a request depends on, kept while the request is being answered.
struct Exchange: Equatable, Sendable {
  /// Whether the content is left out because the client asked for the head only.
  var isHead: Bool
  /// What the client understands: HTTP/1.0 knows no chunks, and persists only if told so.
  var version: HTTPVersion
  /// Whether another request may follow.
  var persists: Bool

  /// The answer to a request that could not be read to its end.
  static let refusal = Exchange(isHead: false, version: .http11, persists: false)

  private init(isHead: Bool, version: HTTPVersion, persists: Bool) {
    self.isHead = isHead
    self.version = version
    self.persists = persists
  }

  init(_ head: RequestHead) {
    self.init(isHead: head.method == .head, version: head.version, persists: head.persists)
  }

  /// How an answer's content is delimited (RFC 9112 section 6.3).
  func framing(of response: Response, contentLength: Int?, closing: Bool) -> ResponseFraming {
    let status = response.status
    let isUndelimited = contentLength == nil && version == .http10 && !isHead && !status.forbidsContent
    let closes = closing || !persists || isUndelimited
    let content: ResponseFraming.Content =
      if isHead || status.forbidsContent {
        .none
      } else if contentLength != nil || isUndelimited {
        .identity
      } else {
        .chunked
      }
    // Behind a 101 no HTTP follows that could be the last of it.
    let next: HTTPResponseSentAction =
      status == .switchingProtocols ? .switchProtocols : closes ? .close : .receiveNext
    return ResponseFraming(
      content: content,
      next: next,
      announcesPersistence: next == .receiveNext && (version == .http10 || response.announcesPersistence),
      announcesUpgrade: response.fields.contains(.upgrade)
    )
  }
}
