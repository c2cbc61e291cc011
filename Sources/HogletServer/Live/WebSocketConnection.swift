internal import Bytes
internal import EventLoop
internal import HTTP
internal import WebSocket

/// A subscriber by WebSocket: is sent each new message as a text frame, and says nothing but that it is there.
///
/// Frames about the connection stand between messages, never in one. So they wait while a large message is on its way;
/// of several pings the last one is answered.
final class WebSocketConnection: StreamHandler {
  /// The largest message that is taken, in bytes: MailHog wants none, and allows one byte.
  private static let messageLimit = 1
  /// How long a connection that is being closed may take, in seconds.
  private static let closingSeconds = 5
  /// How much the kernel takes that it cannot send, in bytes.
  private static let unsentLimit: Int32 = 16 * 1024

  private enum Ending {
    /// Not in sight.
    case none
    /// A close frame is to be sent, and then the connection ends.
    case due(CloseCode?)
    /// The close frame is sent.
    case sent
  }

  private let stream: Stream
  private let feed: LiveFeed
  private var session = WebSocketSession(messageLimit: WebSocketConnection.messageLimit)
  private var heartbeat: Heartbeat
  private var ending = Ending.none
  private var isPingDue = false
  /// What the last ping said that is to be answered.
  private var pong: [UInt8]?

  init(_ stream: Stream, hub: LiveHub, now: Int) {
    self.stream = stream
    feed = LiveFeed(.frame, of: hub)
    heartbeat = Heartbeat(now: now)
  }

  func opened(on loop: isolated EventLoop) {
    stream.limitUnsent(to: Self.unsentLimit)
    feed.onMore = { [weak self] in
      guard let self else { return }
      stream.perform(on: loop) { self.pump() }
    }
    feed.onCutOff = { [weak self] in self?.cutOff(on: loop) }
    stream.deadline = heartbeat.deadline
    pump()
  }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    hear(on: loop)
    var position = 0
    while !stream.isClosing {
      switch session.receive(bytes, from: &position) {
      case .wait: return pump()
      case .message, .pong: break
      case .answerPing(let payload): pong = payload
      case .answerClose(let code): end(with: code, on: loop)
      case .fail(let code): end(with: code, on: loop)
      case .end: stream.close(.afterPeer)
      }
    }
  }

  func inputEnded(on loop: isolated EventLoop) {
    // Without a close frame there is nobody left to whom to send one.
    stream.close(.now)
  }

  func drained(on loop: isolated EventLoop) {
    stream.wantsDrain = false
    hear(on: loop)
    pump()
  }

  func idled(on loop: isolated EventLoop) {
    // Its pongs tell whether it is there.
  }

  func expired(on loop: isolated EventLoop) {
    guard case .none = ending else { return stream.close(.now) }
    switch heartbeat.beat(now: loop.seconds) {
    case .wait: break
    case .ping: isPingDue = true
    case .giveUp: return stream.close(.now)
    }
    stream.deadline = heartbeat.deadline
    pump()
  }

  func shutdown(on loop: isolated EventLoop) {
    session.close()
    end(with: .goingAway, on: loop)
    // Not for those who are slow: all that is under way is lost to them.
    if case .due = ending { stream.close(.now) }
  }

  func closed(on loop: isolated EventLoop) {
    feed.leave()
  }

  /// Anything that the peer sends or takes shows that it is there.
  private func hear(on loop: isolated EventLoop) {
    heartbeat.heard(now: loop.seconds)
    if case .none = ending { stream.deadline = heartbeat.deadline }
  }

  /// Ends the connection behind the message that is under way.
  private func end(with code: CloseCode?, on loop: isolated EventLoop) {
    guard case .none = ending else { return }
    ending = .due(code)
    feed.end()
    stream.deadline = loop.seconds + Self.closingSeconds
    pump()
  }

  /// Writes what is due, if all that was written before is with the kernel.
  private func pump() {
    guard !stream.isClosing else { return }
    guard stream.queuedByteCount == 0 else {
      stream.wantsDrain = true
      return
    }
    if !feed.isWriting { writeControl() }
    guard !stream.isClosing else { return }
    var piece = ByteBuffer()
    if feed.write(into: &piece) == .more { stream.wantsDrain = true }
    stream.write(piece.take())
  }

  private func writeControl() {
    if case .due(let code) = ending {
      stream.write { $0.append(closeFrame: code) }
      ending = .sent
      return stream.close(.afterPeer)
    }
    if let payload = pong.take() { stream.write { $0.append(frame: .pong, payload) } }
    if isPingDue { stream.write { $0.append(frame: .ping) } }
    isPingDue = false
  }
}

extension WebSocketConnection: MailReader {
  var burden: Int { feed.burden }

  func cutOff(on loop: isolated EventLoop) {
    stream.perform(on: loop) { stream.close(.now) }
  }
}
