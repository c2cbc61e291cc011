/// Where a session stands between one request and the next.
enum Phase {
  /// The head of a request is awaited; some of it may have come.
  case head(HeadCollector)
  /// The head has come, and its content is on the way.
  case body(RequestHead, BodyCollector)
  /// The caller owes the answer to a request or a refusal.
  case answering(Exchange)
  /// The head of the answer is out, and the rest is being sent.
  case sending(then: HTTPResponseSentAction)
  /// Nothing more is read or sent.
  case closed

  var isIdle: Bool {
    switch self {
    case .head(let collector): collector.isEmpty
    case .body, .answering, .sending, .closed: false
    }
  }

  /// How many bytes of a request have come and are kept.
  var heldByteCount: Int {
    switch self {
    case .head(let collector): collector.count
    case .body(_, let body): body.count
    case .answering, .sending, .closed: 0
    }
  }

  mutating func receive(_ input: Span<UInt8>, from position: inout Int, limits: HTTPLimits) -> HTTPAction {
    do {
      return try advance(input, from: &position, limits: limits)
    } catch {
      return .refuse(error)
    }
  }

  /// Takes what it can; when it throws, the answer to a refusal is owed.
  private mutating func advance(
    _ input: Span<UInt8>,
    from position: inout Int,
    limits: HTTPLimits
  ) throws(Refusal) -> HTTPAction {
    switch consume self {
    case .head(var collector):
      self = .answering(.refusal)
      guard let head = try collector.take(input, from: &position, limits: limits) else {
        self = .head(collector)
        return .wait
      }
      self = .body(head, try BodyCollector(head.framing, limits: limits))
      return head.expectsContinue ? .sendContinue : try advance(input, from: &position, limits: limits)
    case .body(let head, var body):
      self = .answering(.refusal)
      guard try body.take(input, from: &position, limits: limits) else {
        self = .body(head, body)
        return .wait
      }
      self = .answering(Exchange(head))
      return .request(head.request(body: body.finish()))
    case .answering(let exchange):
      self = .answering(exchange)
      return .wait
    case .sending(let next):
      self = .sending(then: next)
      return .wait
    case .closed:
      self = .closed
      return .close
    }
  }

  /// Ends what has come of a request with a refusal; a connection between two requests is closed.
  mutating func interrupt(with refusal: Refusal) -> HTTPAction {
    switch consume self {
    case .head(let collector) where collector.isEmpty:
      self = .closed
      return .close
    case .head, .body:
      self = .answering(.refusal)
      return .refuse(refusal)
    case .answering(let exchange):
      self = .answering(exchange)
      return .wait
    case .sending(let next):
      self = .sending(then: next)
      return .wait
    case .closed:
      self = .closed
      return .close
    }
  }

  mutating func inputEnded() -> HTTPAction {
    switch consume self {
    case .head, .body, .closed:
      self = .closed
      return .close
    case .answering(var exchange):
      exchange.persists = false
      self = .answering(exchange)
      return .wait
    case .sending(let next):
      self = .sending(then: next == .receiveNext ? .close : next)
      return .wait
    }
  }

  /// Hands out what the answer depends on.
  mutating func beginResponse() -> Exchange {
    switch consume self {
    case .answering(let exchange):
      self = .answering(exchange)
      return exchange
    case .head, .body, .sending, .closed:
      preconditionFailure("an answer needs a request or a refusal that has none yet")
    }
  }

  mutating func responseSent() -> HTTPResponseSentAction {
    switch consume self {
    case .sending(then: .receiveNext):
      self = .head(HeadCollector())
      return .receiveNext
    case .sending(then: .switchProtocols):
      self = .closed
      return .switchProtocols
    case .sending(then: .close), .closed:
      self = .closed
      return .close
    case .head, .body, .answering:
      preconditionFailure("no answer is being sent")
    }
  }
}
