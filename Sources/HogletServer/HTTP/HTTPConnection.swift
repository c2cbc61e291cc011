internal import Bytes
internal import EventLoop
internal import HTTP

/// Joins one HTTP session to its stream and to the routes.
final class HTTPConnection: StreamHandler {
  /// How many pipelined requests are answered before other connections have their turn.
  private static let fairness = 16

  private let stream: Stream
  private let router: Router
  private let clock: HTTPClock
  /// How long a request may take to arrive, in seconds; 0 for ever.
  private let requestSeconds: Int
  private var session: HTTPSession
  /// What came behind a request that is still being answered.
  private var held = HeldInput()
  private var isConversing = false
  private var isAnswering = false
  private var isShuttingDown = false
  /// The answer that is being found, so that it can be given up when nobody waits for it any more.
  private var search: Task<Void, Never>?
  /// The content that is still to be made, while there is some.
  private var content: ResponseContent?

  init(_ stream: Stream, router: Router, limits: HTTPLimits, clock: HTTPClock, requestSeconds: Int) {
    session = HTTPSession(limits: limits)
    self.stream = stream
    self.router = router
    self.clock = clock
    self.requestSeconds = requestSeconds
  }

  func opened(on loop: isolated EventLoop) {}

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    held.keep(bytes, from: converse(bytes, on: loop))
  }

  func inputEnded(on loop: isolated EventLoop) {
    perform(session.inputEnded(), on: loop)
    if !isAnswering { stream.close(.afterOutput) }
  }

  func drained(on loop: isolated EventLoop) {
    stream.wantsDrain = false
    if content != nil { pump(on: loop) }
    if !isAnswering { resume(on: loop) }
  }

  func idled(on loop: isolated EventLoop) {
    // An answer that is still being found is not the client's fault; one that the client does not read ends the stream.
    if !isAnswering { perform(session.timedOut(), on: loop) }
  }

  func expired(on loop: isolated EventLoop) {
    if stream.queuedByteCount > 0 {
      // While the client still reads an answer we read nothing, so it could not have gone on.
      stream.deadline = loop.seconds + requestSeconds
    } else {
      perform(session.timedOut(), on: loop)
    }
  }

  func shutdown(on loop: isolated EventLoop) {
    isShuttingDown = true
    if !isAnswering { stream.close(.afterOutput) }
  }

  func closed(on loop: isolated EventLoop) {
    content = nil
    search?.cancel()
  }
}

// MARK: - Requests

extension HTTPConnection {
  /// Lets the session take what it can of `input`, and returns how much that was.
  private func converse(_ input: Span<UInt8>, on loop: isolated EventLoop) -> Int {
    isConversing = true
    defer { isConversing = false }
    var position = 0
    var answered = 0
    while !stream.isClosing {
      guard !stream.isCongested, answered < Self.fairness else {
        stream.wantsDrain = true
        break
      }
      let action = session.receive(input, from: &position)
      guard action != .wait else { break }
      perform(action, on: loop)
      answered += 1
    }
    stream.isPaused = isAnswering || stream.wantsDrain
    limitArrival(on: loop)
    return position
  }

  private func resume(on loop: isolated EventLoop) {
    held.offer { converse($0, on: loop) }
  }

  /// Gives a request that has begun to arrive its time, all of it together, so that it cannot drip for ever.
  private func limitArrival(on loop: isolated EventLoop) {
    if isAnswering || session.isIdle || requestSeconds == 0 {
      stream.deadline = nil
    } else if stream.deadline == nil {
      stream.deadline = loop.seconds + requestSeconds
    }
  }

  private func perform(_ action: HTTPAction, on loop: isolated EventLoop) {
    switch action {
    case .wait: break
    case .sendContinue: stream.write { $0.append(HTTPSession.continueResponse) }
    case .request(let request): answer(request, on: loop)
    case .refuse(let refusal):
      isAnswering = true
      send(refusal.response, to: nil, on: loop)
    case .close: stream.close(.afterOutput)
    }
  }
}

// MARK: - Answers

extension HTTPConnection {
  private func answer(_ request: Request, on loop: isolated EventLoop) {
    isAnswering = true
    stream.deadline = nil
    // Runs to its end at once unless the store or a search has to be waited for.
    let search = Task.immediate {
      let response = await router.respond(to: request)
      stream.perform(on: loop) { send(response, to: request, on: loop) }
    }
    self.search = isAnswering && content == nil ? search : nil
  }

  private func send(_ response: Response, to request: Request?, on loop: isolated EventLoop) {
    search = nil
    guard !stream.isClosing else { return }
    var response = response
    var content = ResponseContent(of: &response, to: request)
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
    if !isAnswering && !isConversing { resume(on: loop) }
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
    isAnswering = false
    if session.responseSent() == .close || isShuttingDown { stream.close(.afterPeer) }
  }
}
