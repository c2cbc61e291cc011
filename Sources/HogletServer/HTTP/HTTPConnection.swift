internal import Bytes
internal import EventLoop
internal import HTTP

/// Joins one HTTP session to its stream and to what answers.
final class HTTPConnection: StreamHandler {
  /// How many pipelined requests are answered before other connections have their turn.
  private static let fairness = 16

  private let stream: Stream
  private let responder: any Responder
  private let clock: HTTPClock
  private let budget: RequestBudget
  /// What it holds of the budget, in bytes.
  private var heldByteCount = 0
  /// Tells the bodies that wait for mail when some has come.
  private let hub: LiveHub?
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
  /// What takes the connection over, when HTTP has ended on it.
  private var successor: (any StreamHandler)?
  /// The content that is still to be made, while there is some.
  private var content: ResponseContent?

  init(
    _ stream: Stream,
    responder: any Responder,
    limits: HTTPLimits,
    clock: HTTPClock,
    budget: RequestBudget,
    hub: LiveHub?,
    requestSeconds: Int
  ) {
    session = HTTPSession(limits: limits)
    self.hub = hub
    self.stream = stream
    self.responder = responder
    self.clock = clock
    self.budget = budget
    self.requestSeconds = requestSeconds
  }

  func opened(on loop: isolated EventLoop) {}

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    held.keep(bytes, from: converse(bytes, on: loop))
    dropWhatIsNeverAnswered()
    account(on: loop)
    handOver(on: loop)
  }

  func inputEnded(on loop: isolated EventLoop) {
    // Who has stopped sending has nearly always gone, and would hold its place in an endless answer.
    if isEndless { return stream.close(.now) }
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
    if isEndless { endEndlessAnswer() }
    if !isAnswering { stream.close(.afterOutput) }
  }

  func closed(on loop: isolated EventLoop) {
    hold(0)
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
    while !stream.isClosing, successor == nil {
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
    dropWhatIsNeverAnswered()
    account(on: loop)
    handOver(on: loop)
  }

  /// Forgets what came behind a request whose answer never ends.
  private func dropWhatIsNeverAnswered() {
    guard isEndless else { return }
    held = HeldInput()
    hold(0)
  }

  /// Counts what has come and is not answered, and gives it up if that is too much: with a refusal, or, where an answer is on
  /// its way, without a word.
  private func account(on loop: isolated EventLoop) {
    hold(stream.isClosing ? 0 : session.heldByteCount + held.count)
    guard budget.refuses(heldByteCount) else { return }
    held = HeldInput()
    hold(0)
    if isAnswering { stream.close(.now) } else { perform(session.overloaded(), on: loop) }
  }

  private func hold(_ count: Int) {
    budget.change(from: heldByteCount, to: count)
    heldByteCount = count
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
      let response = await responder.respond(to: request)
      stream.perform(on: loop) { send(response, to: request, on: loop) }
    }
    self.search = isAnswering && content == nil ? search : nil
  }

  private func send(_ response: Response, to request: Request?, on loop: isolated EventLoop) {
    search = nil
    guard !stream.isClosing else { return }
    var response = response
    response.addSafeguards()
    attach(response.body, on: loop)
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
    if framing.next == .switchProtocols { return switchProtocols(to: response.upgrade, on: loop) }
    pump(on: loop)
    if isEndless { beginEndlessAnswer() }
    if isConversing { return }
    if isAnswering { dropWhatIsNeverAnswered() } else { resume(on: loop) }
  }

  /// Lets a source that may have to wait say when there is more.
  private func attach(_ body: ResponseBody, on loop: isolated EventLoop) {
    guard case .stream(let source) = body else { return }
    source.onMore = { [weak self] in
      guard let self else { return }
      stream.perform(on: loop) { self.pump(on: loop) }
    }
    guard let hub, let body = source as? any LiveSource else { return }
    body.join(hub) { [weak self] in self?.cutOff(on: loop) }
  }

  /// Writes content until enough of it waits for the socket, and ends the answer behind the last of it.
  private func pump(on loop: isolated EventLoop) {
    guard let content else { return }
    switch content.write(to: stream) {
    case .more: stream.wantsDrain = true
    case .waiting: break
    case .done:
      self.content = nil
      isAnswering = false
      if session.responseSent() == .close || isShuttingDown { stream.close(.afterPeer) }
    }
  }
}

extension HTTPConnection: MailReader {
  var burden: Int { content?.burden ?? 0 }

  func cutOff(on loop: isolated EventLoop) {
    stream.perform(on: loop) { stream.close(.now) }
  }
}

// MARK: - Other protocols

extension HTTPConnection {
  private func switchProtocols(to upgrade: (any ProtocolUpgrade)?, on loop: isolated EventLoop) {
    content = nil
    isAnswering = false
    guard session.responseSent() == .switchProtocols, let hub, let upgrade = upgrade as? WebSocketUpgrade
    else { return stream.close(.now) }
    successor = upgrade.handler(of: stream, hub: hub, on: loop)
    if !isConversing { handOver(on: loop) }
  }

  /// Lets the protocol that the answer has named go on with what was read behind the request.
  private func handOver(on loop: isolated EventLoop) {
    guard let successor = successor.take() else { return }
    hold(0)
    stream.isPaused = false
    stream.wantsDrain = false
    stream.hand(to: successor)
    successor.opened(on: loop)
    held.offer { bytes in
      if !bytes.isEmpty { successor.received(bytes, on: loop) }
      return bytes.count
    }
    if isShuttingDown { successor.shutdown(on: loop) }
  }
}

// MARK: - Answers without an end

extension HTTPConnection {
  /// How much the kernel takes that it cannot send, in bytes.
  private static let unsentLimit: Int32 = 16 * 1024

  private var isEndless: Bool { content?.isEndless ?? false }

  private func beginEndlessAnswer() {
    stream.watchesForEnd = true
    stream.limitUnsent(to: Self.unsentLimit)
    if isShuttingDown { endEndlessAnswer() }
  }

  /// Ends the content as such if all that it had to give is sent, and in the middle of it otherwise.
  private func endEndlessAnswer() {
    guard let content, !stream.wantsDrain, stream.queuedByteCount == 0 else { return stream.close(.now) }
    content.finish(on: stream)
    self.content = nil
    stream.close(.afterOutput)
  }
}
