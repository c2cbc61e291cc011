internal import Bytes
internal import EventLoop
internal import Jim
internal import Logging
internal import MailStore
internal import SMTP

/// Joins one SMTP session to its stream and to the store.
final class SMTPConnection: StreamHandler {
  private let stream: Stream
  private let reception: Reception
  private let budget: IntakeBudget
  private let share = IntakeShare()
  private let metrics: MailMetrics
  private let logger: Logger
  private var session: SMTPSession
  /// What Jim has in store for this connection, if he is there.
  private var visit: JimVisit?
  /// What came behind a message that is still being stored, or behind replies that nobody reads.
  private var held = HeldInput()
  /// What the message takes that the store has not acknowledged yet.
  private var storingByteCount = 0
  private var isConversing = false
  private var isShuttingDown = false
  /// Whether Jim ends the connection as soon as what was read is answered.
  private var isCutOff = false

  init(
    _ stream: Stream,
    configuration: SMTPConfiguration,
    reception: Reception,
    budget: IntakeBudget,
    metrics: MailMetrics,
    visit: JimVisit?,
    logger: Logger
  ) {
    self.stream = stream
    self.reception = reception
    self.budget = budget
    self.metrics = metrics
    self.visit = visit
    self.logger = logger
    session = SMTPSession(
      configuration: configuration,
      challenge: reception.challenge(),
      temperament: visit.map { JimTemperament(visit: $0) }
    )
    share.connection = self
  }

  func opened(on loop: isolated EventLoop) {
    metrics.noteSession()
    logger.debug("connected", metadata: ["smtp.client": "\(stream.peer?.description ?? "?")"])
    if let visit, !admit(visit) { return }
    send(session.greeting)
  }

  func willRead(on loop: isolated EventLoop) {
    if !budget.mayRead(share, now: loop.seconds) { stream.isPaused = true }
  }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    held.keep(bytes, from: converse(bytes, on: loop))
    if visit?.disconnection.roll() == true { cutOff() }
    account(on: loop)
  }

  func inputEnded(on loop: isolated EventLoop) {
    stream.close(.afterOutput)
  }

  func drained(on loop: isolated EventLoop) {
    stream.wantsDrain = false
    resume(on: loop)
  }

  func idled(on loop: isolated EventLoop) {
    // The store has its own deadline; the client is waiting for us, not we for it.
    guard !session.isStoring else { return }
    // Who was kept waiting for memory has not been idle.
    guard !share.isWaiting else { return dismiss(on: loop) }
    send(session.idleTimedOut())
    stream.close(.afterPeer)
    account(on: loop)
  }

  func shutdown(on loop: isolated EventLoop) {
    isShuttingDown = true
    guard !session.hasMessageInFlight else { return }
    leave()
  }

  func closed(on loop: isolated EventLoop) {
    logger.debug("closed")
    call(budget.leave(share, holding: storingByteCount, now: loop.seconds), on: loop)
  }
}

// MARK: - The dialogue

extension SMTPConnection {
  /// Lets the session take what it can of `input`, and returns how much that was.
  private func converse(_ input: Span<UInt8>, on loop: isolated EventLoop) -> Int {
    isConversing = true
    defer { isConversing = false }
    var position = 0
    while !stream.isClosing {
      guard !stream.isCongested else {
        stream.wantsDrain = true
        break
      }
      let action = session.receive(input, from: &position)
      guard action != .wait else { break }
      perform(action, isLast: position == input.count, on: loop)
    }
    stream.isPaused = session.isStoring || stream.wantsDrain
    return position
  }

  private func resume(on loop: isolated EventLoop) {
    held.offer { converse($0, on: loop) }
    account(on: loop)
  }

  private func perform(_ action: SMTPAction, isLast: Bool, on loop: isolated EventLoop) {
    switch action {
    case .wait: break
    case .reply(let reply):
      send(reply)
      if isShuttingDown && !session.hasMessageInFlight { leave() }
    case .store(let delivered):
      store(reception.message(from: delivered), on: loop)
    case .close(let reply):
      send(reply)
      // Who has said QUIT and nothing more has no reason to send, and needs no lingering.
      stream.close(reply.code == 221 && isLast ? .afterOutput : .afterPeer)
    }
  }

  /// Stores at once where the store needs no waiting; the session takes no input until it is done.
  private func store(_ message: StoredMessage, on loop: isolated EventLoop) {
    storingByteCount = message.footprint
    Task.immediate {
      do {
        try await reception.store.insert(message)
        metrics.noteMessage()
        logger.debug("stored", metadata: ["mail.id": "\(message.id)", "mail.size": "\(message.data.count)"])
        acknowledge(session.stored(as: message.id.text), on: loop)
      } catch {
        logger.error("not stored", metadata: ["mail.id": "\(message.id)", "error": "\(error)"])
        acknowledge(session.storeFailed(), on: loop)
      }
    }
  }

  private func acknowledge(_ reply: Reply, on loop: isolated EventLoop) {
    storingByteCount = 0
    stream.perform(on: loop) {
      send(reply)
      if isCutOff {
        cutOff()
      } else if isShuttingDown {
        leave()
      } else if !isConversing {
        return resume(on: loop)
      }
      // Who converses accounts for it behind all that was read.
      if !isConversing { account(on: loop) }
    }
  }

  private func leave() {
    send(session.shuttingDown())
    stream.close(.afterPeer)
  }

  private func send(_ reply: Reply) {
    metrics.note(reply)
    stream.write { reply.write(into: &$0) }
  }
}

// MARK: - Jim

extension SMTPConnection {
  /// Begins with what is decided for the whole connection; false if that is its end.
  private func admit(_ visit: JimVisit) -> Bool {
    guard visit.isAccepted else {
      logger.debug("refused by Jim")
      stream.close(.now)
      return false
    }
    if let speed = visit.bytesPerSecond {
      logger.debug("slowed down by Jim", metadata: ["smtp.speed": "\(speed)"])
      stream.limitRate(to: speed)
    }
    return true
  }

  /// Ends the connection behind the answers to what was read, of which the last may be the store's.
  private func cutOff() {
    isCutOff = true
    guard !session.isStoring else { return }
    logger.debug("cut off by Jim")
    stream.close(.afterOutput)
  }
}

// MARK: - Memory

extension SMTPConnection {
  /// Sends the client away if it has kept others waiting for too long.
  func dismissIfOverdue(on loop: isolated EventLoop) {
    if budget.isPassed(to: share) && budget.isOverdue(now: loop.seconds) { dismiss(on: loop) }
  }

  /// Sends the client away, whose message waits for memory or keeps others waiting.
  private func dismiss(on loop: isolated EventLoop) {
    guard !stream.isClosing else { return }
    stream.perform(on: loop) {
      logger.notice(
        "sent a client away for want of memory",
        metadata: ["smtp.held": "\(share.heldByteCount)"]
      )
      send(session.outOfMemory())
      stream.close(.afterPeer)
      account(on: loop)
    }
  }

  /// Tells the budget how much this connection holds.
  private func account(on loop: isolated EventLoop) {
    // A connection that is closing reads no more, so nobody has to wait for it.
    let bytes = stream.isClosing ? 0 : session.heldByteCount + held.count
    call(budget.update(share, holding: bytes + storingByteCount, now: loop.seconds), on: loop)
  }

  private func call(_ shares: [IntakeShare], on loop: isolated EventLoop) {
    for share in shares { share.connection?.goOn(on: loop) }
  }

  private func goOn(on loop: isolated EventLoop) {
    stream.perform(on: loop) { stream.isPaused = session.isStoring || stream.wantsDrain }
  }
}
