internal import Bytes
internal import EventLoop
internal import HTTP

/// Joins one HTTP session to its stream and to the routes.
final class HTTPConnection: StreamHandler {
  private let stream: Stream
  private let router: Router
  private let clock: HTTPClock
  private var session: HTTPSession
  /// What came behind a request that is still being answered.
  private var backlog: [UInt8] = []
  private var isConversing = false
  private var isAnswering = false
  private var isShuttingDown = false
  /// The content that is still to be made, while there is some.
  private var content: ResponseContent?

  init(_ stream: Stream, router: Router, limits: HTTPLimits, clock: HTTPClock) {
    session = HTTPSession(limits: limits)
    self.stream = stream
    self.router = router
    self.clock = clock
  }

  func opened(on loop: isolated EventLoop) {}

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    converse(bytes, on: loop)
  }

  func inputEnded(on loop: isolated EventLoop) {
    perform(session.inputEnded(), on: loop)
    if !isAnswering { stream.close(.afterOutput) }
  }

  func drained(on loop: isolated EventLoop) {
    pump(on: loop)
  }

  func idled(on loop: isolated EventLoop) {
    if isAnswering {
      // Either the client reads nothing, or the answer is still being found, which is not the client's fault.
      if stream.queuedByteCount > 0 { stream.close(.now) }
    } else {
      perform(session.timedOut(), on: loop)
    }
  }

  func shutdown(on loop: isolated EventLoop) {
    isShuttingDown = true
    if session.isIdle { stream.close(.afterOutput) }
  }

  func closed(on loop: isolated EventLoop) {
    content = nil
  }

  private func converse(_ input: Span<UInt8>, on loop: isolated EventLoop) {
    isConversing = true
    defer { isConversing = false }
    var position = 0
    while !stream.isClosing {
      let action = session.receive(input, from: &position)
      guard action == .wait else {
        perform(action, on: loop)
        continue
      }
      backlog = position < input.count ? Array(copying: input.extracting(position...)) : []
      stream.isPaused = isAnswering
      return
    }
  }

  private func perform(_ action: HTTPAction, on loop: isolated EventLoop) {
    switch action {
    case .wait: break
    case .sendContinue: stream.write { $0.append(HTTPSession.continueResponse) }
    case .request(let request): answer(request, on: loop)
    case .refuse(let refusal):
      isAnswering = true
      send(refusal.response, on: loop)
    case .close: stream.close(.afterOutput)
    }
  }
}

// MARK: - Answering

extension HTTPConnection {
  private func answer(_ request: Request, on loop: isolated EventLoop) {
    isAnswering = true
    // Runs to its end at once unless the store or a search has to be waited for.
    Task.immediate {
      let response = await router.respond(to: request)
      stream.perform(on: loop) { send(response, on: loop) }
    }
  }

  private func send(_ response: Response, on loop: isolated EventLoop) {
    guard !stream.isClosing else { return }
    var content = ResponseContent(response.body)
    var head = ByteBuffer(capacity: 256)
    let framing = session.respond(
      with: response,
      contentLength: content.count,
      date: clock.date(),
      closing: isShuttingDown,
      into: &head
    )
    stream.write(head.take())
    content.framing = framing.content
    self.content = content
    pump(on: loop)
  }

  /// About how many bytes of memory could be freed if the rest of the answer were not sent.
  var burden: Int { content?.burden ?? 0 }

  /// Ends the connection in the middle of an answer.
  func cutOff(on loop: isolated EventLoop) {
    stream.perform(on: loop) { stream.close(.now) }
  }

  /// Writes content until enough of it waits for the socket, and ends the answer behind the last of it.
  private func pump(on loop: isolated EventLoop) {
    guard let content else { return }
    guard content.write(to: stream) == .done else {
      stream.wantsDrain = true
      return
    }
    self.content = nil
    stream.wantsDrain = false
    finish(on: loop)
  }

  private func finish(on loop: isolated EventLoop) {
    isAnswering = false
    switch session.responseSent() {
    case .close: stream.close(.afterPeer)
    case .receiveNext:
      guard !isConversing else { return }
      let waiting = backlog
      converse(waiting.span, on: loop)
    }
  }
}
