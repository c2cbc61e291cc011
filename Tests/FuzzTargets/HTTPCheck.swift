import Bytes
import HTTP
import HTTPTypes

/// Holds the same conversation whole and in pieces, under limits that are soon reached and under the usual ones.
enum HTTPCheck {
  private static let limits = [
    HTTPLimits(requestLine: 64, head: 256, fieldCount: 6, body: 64),
    HTTPLimits(),
  ]

  static func run(_ input: [UInt8]) throws(Finding) {
    let pieces = Pieces(input)
    for limits in limits {
      var whole = HTTPConversation(limits)
      try whole.take(pieces.whole)
      var split = HTTPConversation(limits)
      for piece in pieces.pieces { try split.take(piece) }
      try require(split.actions == whole.actions, "pieces make no difference")
      try whole.end(timedOut: input.count.isMultiple(of: 2))
    }
  }
}

/// A session with a client that may send anything and is answered at once.
private struct HTTPConversation: ~Copyable {
  private(set) var actions: [HTTPAction] = []
  private var session: HTTPSession
  private let limits: HTTPLimits
  private var unread: [UInt8] = []
  private var isClosed = false
  private var answerCount = 0
  private let echo = Echo()

  init(_ limits: HTTPLimits) {
    self.limits = limits
    session = HTTPSession(limits: limits)
  }

  mutating func take(_ piece: ArraySlice<UInt8>) throws(Finding) {
    unread += piece
    let input = unread
    var position = 0
    var isWaiting = false
    while !isClosed && !isWaiting {
      let start = position
      let action = session.receive(input.span, from: &position)
      try require(start <= position && position <= input.count, "the place moves forward within the input")
      if action != .wait { actions.append(action) }
      switch action {
      case .wait:
        try require(position == input.count, "all is taken before more is wanted")
        isWaiting = true
      case .sendContinue:
        try require(position > start, "every action has its cause in the input")
      case .request(let request):
        try check(request)
        try answer(Echo.response(to: request), behind: position)
      case .refuse(let refusal):
        try answer(refusal.response, behind: position)
        try require(isClosed, "a refusal ends the connection")
      case .close:
        isClosed = true
      }
    }
    unread.removeFirst(isClosed ? unread.count : position)
  }

  /// The client stays away, or says that nothing will follow.
  mutating func end(timedOut: Bool) throws(Finding) {
    switch timedOut ? session.timedOut() : session.inputEnded() {
    case .close: isClosed = true
    case .refuse(let refusal):
      try require(!isClosed, "a closed connection has nothing to refuse")
      try answer(refusal.response, behind: 0)
    case .wait, .sendContinue, .request: throw Finding("a session ends with its input")
    }
    try require(isClosed, "a session ends with its input")
  }

  private func check(_ request: Request) throws(Finding) {
    let path = request.target.path.bytes
    try require(path.first == UInt8(ascii: "/") || path == [UInt8(ascii: "*")], "a path begins with a slash")
    try require(!path.contains { $0 <= ASCII.space }, "a path has neither blanks nor controls")
    try require(request.body.count <= limits.body, "no content is larger than the limit")
    try require(request.fields.count <= limits.fieldCount, "no head has more fields than the limit")
    try echo.route(request)
  }

  /// Sends an answer and makes sure that nothing is taken before it is out.
  private mutating func answer(_ response: Response, behind position: Int) throws(Finding) {
    try requireSilence(behind: position)
    var head = ByteBuffer()
    answerCount += 1
    let contentLength = answerCount.isMultiple(of: 2) ? nil : 0
    let framing = session.respond(with: response, contentLength: contentLength, date: "now", into: &head)
    try Echo.check(head.bytes, of: response)
    try requireSilence(behind: position)
    let next = session.responseSent()
    try require((next == .close) == framing.closes, "a head says whether the connection ends")
    isClosed = framing.closes
  }

  private mutating func requireSilence(behind position: Int) throws(Finding) {
    let input = unread
    var place = position
    let action = session.receive(input.span, from: &place)
    try require(
      action == .wait && place == position,
      "no request is given out before the last has its answer"
    )
  }
}
