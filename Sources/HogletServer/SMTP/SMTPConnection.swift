internal import Bytes
internal import EventLoop
internal import Logging
internal import MailStore
internal import SMTP

/// Joins one SMTP session to its stream and to the store.
final class SMTPConnection: StreamHandler {
  private let stream: Stream
  private let reception: Reception
  private let logger: Logger
  private var session: SMTPSession
  /// What came behind a message that is still being stored, or behind replies that nobody reads.
  private var held = HeldInput()
  private var isConversing = false
  private var isShuttingDown = false

  init(_ stream: Stream, configuration: SMTPConfiguration, reception: Reception, logger: Logger) {
    self.stream = stream
    self.reception = reception
    self.logger = logger
    session = SMTPSession(configuration: configuration, challenge: reception.challenge())
  }

  func opened(on loop: isolated EventLoop) {
    logger.debug("connected", metadata: ["smtp.client": "\(stream.peer?.description ?? "?")"])
    send(session.greeting)
  }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    held.keep(bytes, from: converse(bytes, on: loop))
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
    send(session.idleTimedOut())
    stream.close(.afterPeer)
  }

  func shutdown(on loop: isolated EventLoop) {
    isShuttingDown = true
    guard !session.hasMessageInFlight else { return }
    leave()
  }

  func closed(on loop: isolated EventLoop) {
    logger.debug("closed")
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
    Task.immediate {
      do {
        try await reception.store.insert(message)
        logger.debug("stored", metadata: ["mail.id": "\(message.id)", "mail.size": "\(message.data.count)"])
        acknowledge(session.stored(as: message.id.text), on: loop)
      } catch {
        logger.error("not stored", metadata: ["mail.id": "\(message.id)", "error": "\(error)"])
        acknowledge(session.storeFailed(), on: loop)
      }
    }
  }

  private func acknowledge(_ reply: Reply, on loop: isolated EventLoop) {
    stream.perform(on: loop) {
      send(reply)
      if isShuttingDown { return leave() }
      if !isConversing { resume(on: loop) }
    }
  }

  private func leave() {
    send(session.shuttingDown())
    stream.close(.afterPeer)
  }

  private func send(_ reply: Reply) {
    stream.write { reply.write(into: &$0) }
  }
}
