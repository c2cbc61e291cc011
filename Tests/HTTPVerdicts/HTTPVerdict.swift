import Bytes
import HTTP
import HTTPTypes

/// What our side of HTTP makes of all that a client sends: which requests, and how it ends.
///
/// Written as `POST /a "content" | GET / "" | 400`, with the status of a refusal at the end, or a word.
package struct HTTPVerdict: Equatable, CustomStringConvertible {
  /// The requests, and behind them how it ended.
  package private(set) var steps: [String] = []

  /// Lets a session hear `pieces` one after the other; every request is answered at once with an empty 200.
  package init(hearing pieces: [ArraySlice<UInt8>]) {
    var session = HTTPSession()
    var unread: [UInt8] = []
    for piece in pieces {
      unread += piece
      guard let position = hear(unread, session: &session) else { return }
      unread.removeFirst(position)
    }
    steps.append(session.isIdle ? "idle" : "wait")
  }

  /// The verdict in one line.
  package var description: String { steps.joined(separator: " | ") }

  /// Takes what it can, and returns how much that was; nil when the connection has ended.
  private mutating func hear(_ input: [UInt8], session: inout HTTPSession) -> Int? {
    var position = 0
    while true {
      switch session.receive(input.span, from: &position) {
      case .wait: return position
      case .sendContinue: break
      case .request(let request):
        let body = EscapedText.escaped(request.body)
        let path = EscapedText.escaped(request.target.path.bytes)
        steps.append("\(request.method.rawValue) \(path) \"\(body)\"")
        if !answer(Response(.ok), session: &session) {
          steps.append("close")
          return nil
        }
      case .refuse(let refusal):
        steps.append("\(refusal.status.code)")
        _ = answer(refusal.response, session: &session)
        return nil
      case .close:
        steps.append("close")
        return nil
      }
    }
  }

  /// Sends an answer, and says whether the connection goes on.
  private func answer(_ response: Response, session: inout HTTPSession) -> Bool {
    var head = ByteBuffer()
    _ = session.respond(with: response, contentLength: 0, date: nil, into: &head)
    return session.responseSent() == .receiveNext
  }
}
