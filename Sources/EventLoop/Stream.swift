public import Bytes
internal import Glibc

/// A connection: reads for its handler, and sends what the handler writes.
///
/// Writing, pausing and closing only change this object; the loop does the system calls once, when the outermost call
/// into the handler returns. While output waits the stream reads nothing, so that a peer which does not read cannot make
/// us gather answers for it.
public final class Stream {
  /// How a stream ends.
  public enum Ending: Equatable, Sendable {
    /// Not at all yet.
    case open
    /// When everything is sent.
    case afterOutput
    /// When everything is sent and the peer has stopped sending too (for two seconds at most), so that what it still
    /// sends does not make the kernel throw away our last words.
    case afterPeer
    /// At once.
    case now
  }

  private static let lingerSeconds = 2
  /// How long a stream without an idle limit of its own may take to send its last bytes.
  private static let lastSeconds = 60
  /// How much output may wait before the handler should stop answering, in bytes.
  private static let congestion = 64 * 1024
  /// How many times a stream reads or refills in one turn before others have theirs.
  private static let fairness = 4

  private var descriptor: OwnedDescriptor?
  private var output = OutputQueue()
  private let limit: ConnectionLimit
  private var isEntered = false
  private var inputHasEnded = false
  private var ending = Ending.open
  private var lastActive: Int
  private var lingersUntil: Int?
  private var pace: Pace?
  private var isAsleep = false

  var handler: (any StreamHandler)?

  /// Whether the stream leaves what the peer sends with the kernel.
  public var isPaused = false
  /// Whether the handler's `inputEnded` is called as soon as the peer sends no more, also while the stream is paused; what
  /// it had sent and nobody has read is dropped then.
  public var watchesForEnd = false
  /// Whether the handler's `drained` is called when everything written is with the kernel.
  public var wantsDrain = false
  /// Seconds without any traffic after which the handler's `idled` is called; 0 for never.
  public var idleLimit = 0

  /// The second of the loop (`EventLoop.seconds`) behind which the handler's `expired` is called, once; nil for never.
  public var deadline: Int?

  /// The bytes that wait to be sent.
  public var queuedByteCount: Int { output.count }
  /// Whether so much waits that the handler should hold what else it has been asked.
  ///
  /// One read may bring thousands of small requests: their answers must not all wait here for a peer that reads none.
  /// A handler that holds sets `wantsDrain` and goes on in `drained`.
  public var isCongested: Bool { output.count > Self.congestion }
  /// Whether the stream takes no more output.
  public var isClosing: Bool { ending != .open }

  init(descriptor: consuming OwnedDescriptor, limit: ConnectionLimit, now: Int) {
    self.descriptor = consume descriptor
    self.limit = limit
    lastActive = now
  }

  /// Sends `bytes`; large ones are kept by reference, not copied.
  public func write(_ bytes: [UInt8]) {
    guard ending == .open else { return }
    output.append(bytes)
  }

  /// Lets `body` write small things behind all that waits.
  public func write(_ body: (inout ByteBuffer) -> Void) {
    guard ending == .open else { return }
    output.gather(body)
  }

  /// Lets no more than so many bytes a second through, each way; at least one, at most a thousand million.
  ///
  /// What is held back waits where it would wait without a limit: with the kernel, or in `queuedByteCount`.
  public func limitRate(to bytesPerSecond: Int) {
    pace = Pace(bytesPerSecond: bytesPerSecond, now: EventLoop.nanoseconds())
  }

  /// Ends the stream; what is written later is dropped.
  public func close(_ ending: Ending) {
    if self.ending != .now { self.ending = ending }
  }

  /// Lets another handler go on with the stream from now on.
  public func hand(to handler: any StreamHandler) {
    guard self.handler != nil else { return }
    self.handler = handler
  }

  /// Calls into the handler from outside a turn, and sends what it wrote.
  public func perform(on loop: isolated EventLoop, _ body: () -> Void) {
    guard !isEntered else { return body() }
    isEntered = true
    body()
    settle(on: loop)
    isEntered = false
  }

  /// Lets the kernel take little more than `count` bytes that it cannot send yet, so that many streams whose peers are slow
  /// do not fill its memory, which a container pays for as well.
  public func limitUnsent(to count: Int32) {
    try? descriptor?.set(Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, to: count)
  }

  /// The peer's address and port, or nil when it has gone.
  public var peer: SocketAddress? {
    guard let number = descriptor?.number else { return nil }
    return SocketAddress(peerOf: number)
  }
}

// MARK: - Events

extension Stream: Pollable {
  func ready(_ readiness: Readiness, on loop: isolated EventLoop) {
    lastActive = loop.seconds
    perform(on: loop) {
      if isAsleep && readiness.contains(.hungUp) {
        // It would be reported again and again until the stream wakes, and nobody is left to be slow for.
        close(.now)
      } else if lingersUntil != nil {
        discardInput(on: loop)
      } else if awaitsEnd && readiness.contains(.ended), let handler {
        inputHasEnded = true
        handler.inputEnded(on: loop)
      } else if canRead && !readiness.isDisjoint(with: [.readable, .hungUp]) {
        read(on: loop)
      } else if readiness.contains(.hungUp) && output.isEmpty {
        close(.now)
      }
    }
  }

  func tick(on loop: isolated EventLoop) {
    if let end = lingersUntil {
      if loop.seconds > end { abandon(on: loop) }
      return
    }
    guard let handler else { return }
    if let deadline, loop.seconds > deadline, ending == .open {
      self.deadline = nil
      return perform(on: loop) { handler.expired(on: loop) }
    }
    let limit = idleLimit == 0 && ending != .open ? Self.lastSeconds : idleLimit
    guard limit > 0, loop.seconds - lastActive > limit else { return }
    // A peer that takes nothing of what waits for it would not take a farewell either.
    guard output.isEmpty, ending == .open else { return abandon(on: loop) }
    lastActive = loop.seconds
    perform(on: loop) { handler.idled(on: loop) }
  }

  func abandon(on loop: isolated EventLoop) {
    perform(on: loop) { close(.now) }
  }

  /// Goes on where the pace held it back, if it may.
  func wake(on loop: isolated EventLoop) {
    isAsleep = false
    perform(on: loop) {}
  }

  private var canRead: Bool { !isPaused && !inputHasEnded && output.isEmpty && ending == .open }

  private var awaitsEnd: Bool { watchesForEnd && !inputHasEnded && ending == .open }

  private func read(on loop: isolated EventLoop) {
    for _ in 0..<Self.fairness {
      guard canRead, let handler else { return }
      let room = min(loop.readBuffer.count, allowance(for: .read))
      // A read of nothing would look like the end.
      guard room > 0 else { return }
      handler.willRead(on: loop)
      guard canRead, let number = descriptor?.number else { return }
      let count = unsafe loop.readBuffer.withUnsafeMutableBytes {
        unsafe recv(number, $0.baseAddress, room, 0)
      }
      if count > 0 {
        pace?.spend(count, for: .read, at: EventLoop.nanoseconds())
        handler.received(loop.readBuffer.span.extracting(0..<count), on: loop)
        guard count == room else { return }
      } else if count == 0 {
        inputHasEnded = true
        return handler.inputEnded(on: loop)
      } else if errno != EINTR {
        if errno != EAGAIN { close(.now) }
        return
      }
    }
  }

  private func discardInput(on loop: isolated EventLoop) {
    guard let number = descriptor?.number else { return }
    let count = unsafe loop.readBuffer.withUnsafeMutableBytes {
      unsafe recv(number, $0.baseAddress, $0.count, 0)
    }
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { close(.now) }
  }
}

// MARK: - Settling

extension Stream {
  /// Does what the calls into the handler asked for: sends, asks for more, closes, and watches for the next event.
  private func settle(on loop: isolated EventLoop) {
    for _ in 0..<Self.fairness {
      flush(on: loop)
      guard output.isEmpty, wantsDrain, ending == .open, let handler else { break }
      handler.drained(on: loop)
    }
    flush(on: loop)
    switch ending {
    case .open: break
    case .now: return destroy(on: loop)
    case .afterOutput where output.isEmpty: return destroy(on: loop)
    case .afterPeer where output.isEmpty: linger(on: loop)
    case .afterOutput, .afterPeer: break
    }
    watch(on: loop)
  }

  private func flush(on loop: isolated EventLoop) {
    guard !output.isEmpty, ending != .now, let number = descriptor?.number else { return }
    do {
      let sent = try output.send(to: number, atMost: allowance(for: .write))
      guard sent > 0 else { return }
      lastActive = loop.seconds
      pace?.spend(sent, for: .write, at: EventLoop.nanoseconds())
    } catch {
      close(.now)
    }
  }

  private func allowance(for direction: Interest) -> Int {
    pace?.allowance(for: direction, at: EventLoop.nanoseconds()) ?? .max
  }

  private func linger(on loop: isolated EventLoop) {
    guard lingersUntil == nil, let number = descriptor?.number else { return }
    guard !inputHasEnded else { return destroy(on: loop) }
    Glibc.shutdown(number, Int32(SHUT_WR))
    lingersUntil = loop.seconds + Self.lingerSeconds
  }

  private func watch(on loop: isolated EventLoop) {
    guard let number = descriptor?.number else { return }
    var interest: Interest =
      if !output.isEmpty || (wantsDrain && ending == .open) {
        paced(.write, on: loop)
      } else if canRead {
        paced(.read, on: loop)
      } else {
        lingersUntil != nil ? .read : []
      }
    if awaitsEnd { interest.insert(.end) }
    loop.watch(number, for: interest)
  }

  /// What to be watched for: nothing while the pace would not allow to make use of it, which is to be looked at soon.
  private func paced(_ direction: Interest, on loop: isolated EventLoop) -> Interest {
    guard let pace, pace.holdsBack(direction, at: EventLoop.nanoseconds()) else { return direction }
    if !isAsleep {
      isAsleep = true
      loop.sleep(self)
    }
    return []
  }

  private func destroy(on loop: isolated EventLoop) {
    guard let descriptor = descriptor.take() else { return }
    ending = .now
    output.removeAll()
    loop.unregister(descriptor.number)
    limit.release()
    handler.take()?.closed(on: loop)
  }
}
