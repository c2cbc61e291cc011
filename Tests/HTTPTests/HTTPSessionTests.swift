import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `An HTTP session` {
  let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  let root = Request(method: .get, target: Target(path: "/"), fields: hostA)

  static var hostA: HTTPFields {
    guard let host = HTTPField.Name("Host") else { return [:] }
    return [host: "a"]
  }

  @Test func `reads a request`() {
    #expect(Conversation.actions(for: get) == [.request(root)])
  }

  @Test func `stays open for the next request`() {
    #expect(Conversation.actions(for: get + get + get) == [.request(root), .request(root), .request(root)])
  }

  @Test func `takes nothing while an answer is owed`() {
    var session = HTTPSession()
    let (first, rest) = session.receive(get + get)
    #expect(first == .request(root))
    #expect(rest == get)
    let whileAnswering = session.receive(rest)
    #expect(whileAnswering.action == .wait)
    #expect(whileAnswering.rest == get)
    _ = session.head(of: Response(.ok), contentLength: 0)
    let whileSending = session.receive(rest)
    #expect(whileSending.action == .wait)
    #expect(whileSending.rest == get)
    #expect(session.responseSent() == .receiveNext)
    let second = session.receive(rest)
    #expect(second.action == .request(root))
    #expect(second.rest == "")
  }

  @Test func `takes no byte behind a request's content`() {
    var session = HTTPSession()
    let (action, rest) = session.receive(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1"
    )
    guard case .request(let request) = action else {
      Issue.record("no request: \(action)")
      return
    }
    #expect(request.body == Array("abc".utf8))
    #expect(rest == "GET / HTTP/1.1")
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive , Close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\n",
    "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n",
  ])
  func `closes behind the answer to`(wire: String) throws {
    let actions = Conversation.actions(for: wire + get)
    #expect(actions.count == 2)
    #expect(actions.last == .close)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade, closed\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: \"close\", ,clo\u{17F}e\r\n\r\n",
    "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n\r\n",
    "GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
    "GET / HTTP/1.0\r\nConnection: x, Keep-Alive\r\n\r\n",
  ])
  func `stays open behind the answer to`(wire: String) {
    let actions = Conversation.actions(for: wire + get)
    #expect(actions.count == 2)
    #expect(actions.last == .request(root))
  }

  @Test func `asks for content that the client holds back`() {
    let head = "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n"
    let actions = Conversation.actions(for: head + "ok" + get)
    #expect(actions.count == 3)
    #expect(actions.first == .sendContinue)
    #expect(actions.last == .request(root))
    #expect("\(HTTPSession.continueResponse)" == "HTTP/1.1 100 Continue\r\n\r\n")
  }

  @Test func `asks for no content that is not to come`() {
    let wire = "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n"
    #expect(Conversation.request(for: wire)?.method == .get)
  }

  @Test func `asks for no content that is too large`() {
    let wire = "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"
    let actions = Conversation.actions(for: wire, limits: HTTPLimits(body: 8))
    #expect(actions == [.refuse(.contentTooLarge), .close])
  }

  @Test func `does not ask clients of HTTP 1.0 for content`() {
    let wire = "PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok"
    #expect(Conversation.actions(for: wire).first != .sendContinue)
  }

  @Test func `takes nothing behind a refusal`() {
    let actions = Conversation.actions(for: "GET / HTTP/1.1\r\n\r\n" + get)
    #expect(actions == [.refuse(.badRequest), .close])
  }
}

@Suite struct `The end of an HTTP session` {
  let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func `comes unanswered when time runs out between requests`() {
    var session = HTTPSession()
    #expect(session.isIdle == true)
    #expect(session.timedOut() == .close)
    #expect(session.receive(get).action == .close)
    #expect(session.timedOut() == .close)
    #expect(session.inputEnded() == .close)
  }

  @Test func `is announced when the memory for requests that come slowly is spent`() {
    var session = HTTPSession()
    #expect(session.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1234").action == .wait)
    #expect(session.heldByteCount == 4)
    #expect(session.overloaded() == .refuse(.overloaded))
    #expect(session.heldByteCount == 0)
    let (head, framing) = session.head(of: Refusal.overloaded.response, contentLength: 0)
    #expect(head.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
    #expect(framing.closes)
  }

  @Test(arguments: [
    "G",
    "\r\nG",
    "GET / HTTP/1.1\r\nHost: a\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n",
  ])
  func `is announced when time runs out within`(part: String) {
    var session = HTTPSession()
    #expect(session.receive(part).action == .wait)
    #expect(session.isIdle == false)
    #expect(session.timedOut() == .refuse(.requestTimeout))
    let (head, framing) = session.head(of: Refusal.requestTimeout.response, contentLength: 0)
    #expect(head.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(framing.closes)
    #expect(session.responseSent() == .close)
  }

  @Test(arguments: [
    "", "G", "GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx",
  ])
  func `comes at once when the input ends after`(part: String) {
    var session = HTTPSession()
    #expect(session.receive(part).action == .wait)
    #expect(session.inputEnded() == .close)
  }

  @Test func `comes unanswered when time runs out behind an empty line`() {
    var session = HTTPSession()
    #expect(session.receive("\r\n").action == .wait)
    #expect(session.isIdle == true)
    #expect(session.timedOut() == .close)
  }

  @Test func `waits for the answer when the input ends behind a request`() {
    var session = HTTPSession()
    _ = session.receive(get)
    #expect(session.inputEnded() == .wait)
    #expect(session.timedOut() == .wait)
    let (head, framing) = session.head(of: Response(.ok), contentLength: 0)
    #expect(head.contains("Connection: close\r\n"))
    #expect(framing.closes)
    #expect(session.responseSent() == .close)
  }

  @Test func `waits for the rest of an answer when the input ends`() {
    var session = HTTPSession()
    _ = session.receive(get)
    _ = session.head(of: Response(.ok), contentLength: 0)
    #expect(session.timedOut() == .wait)
    #expect(session.inputEnded() == .wait)
    #expect(session.responseSent() == .close)
  }

  @Test func `can be the server's wish`() {
    var session = HTTPSession()
    _ = session.receive(get)
    let (head, framing) = session.head(of: Response(.ok), contentLength: 0, closing: true)
    #expect(head.contains("Connection: close\r\n"))
    #expect(framing.closes)
    #expect(session.responseSent() == .close)
  }

  @Test func `does not come while a request is answered`() {
    var session = HTTPSession()
    _ = session.receive(get)
    #expect(session.isIdle == false)
    _ = session.head(of: Response(.ok), contentLength: 0)
    #expect(session.isIdle == false)
    #expect(session.responseSent() == .receiveNext)
    #expect(session.isIdle == true)
  }

  @Test func `is never an answer without a request`() async {
    await #expect(processExitsWith: .failure) {
      var session = HTTPSession()
      var buffer = ByteBuffer()
      _ = session.respond(with: Response(.ok), contentLength: 0, date: nil, into: &buffer)
    }
    await #expect(processExitsWith: .failure) {
      var session = HTTPSession()
      _ = session.responseSent()
    }
  }
}
