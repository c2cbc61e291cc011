internal import CLinux
internal import Glibc

/// Takes connections for one address on one loop.
final class Listener {
  /// How many connections one turn takes before others have theirs.
  private static let batch = 64

  private var descriptor: OwnedDescriptor?
  /// Held so that there is one to give up when the process has no more (see `refuseOne`).
  private var spare: OwnedDescriptor?
  private let limit: ConnectionLimit
  private let refusal: [UInt8]
  private let makeHandler: (Stream) -> any StreamHandler
  private var isResting = false

  init(
    _ socket: consuming ListeningSocket,
    limit: ConnectionLimit,
    refusal: [UInt8],
    makeHandler: @escaping (Stream) -> any StreamHandler
  ) {
    descriptor = socket.take()
    spare = Self.openSpare()
    self.limit = limit
    self.refusal = refusal
    self.makeHandler = makeHandler
  }

  private static func openSpare() -> OwnedDescriptor? {
    let number = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
    return number >= 0 ? OwnedDescriptor(owning: number) : nil
  }

  func start(on loop: isolated EventLoop) throws(SystemError) {
    guard let number = descriptor?.number else { return }
    try loop.register(self, descriptor: number, interest: .read)
  }
}

extension Listener: Pollable {
  func ready(_ readiness: Readiness, on loop: isolated EventLoop) {
    for _ in 0..<Self.batch {
      guard let listening = descriptor?.number else { return }
      let number = accept(listening)
      if number >= 0 {
        take(OwnedDescriptor(owning: number), on: loop)
        continue
      }
      switch errno {
      case EAGAIN: return
      case EINTR, ECONNABORTED, EPROTO: continue
      case EMFILE, ENFILE: guard refuseOne(listening) else { return rest(on: loop) }
      default: return rest(on: loop)
      }
    }
  }

  func tick(on loop: isolated EventLoop) {
    if spare == nil { spare = Self.openSpare() }
    guard isResting, let number = descriptor?.number else { return }
    isResting = false
    loop.watch(number, for: .read)
  }

  func abandon(on loop: isolated EventLoop) {
    guard let descriptor = descriptor.take() else { return }
    loop.unregister(descriptor.number)
  }

  private func accept(_ listening: Int32) -> Int32 {
    accept4(listening, nil, nil, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
  }

  private func take(_ connection: consuming OwnedDescriptor, on loop: isolated EventLoop) {
    guard limit.acquire() else { return refuse(connection) }
    loop.open(connection, limit: limit, makeHandler: makeHandler)
  }

  /// Says no and closes; the refusal is small enough for an empty socket buffer.
  private func refuse(_ connection: consuming OwnedDescriptor) {
    _ = unsafe refusal.withUnsafeBytes { bytes in
      unsafe send(connection.number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// Gives up the spare descriptor to answer one of the connections that wait; without that they would stay in the
  /// queue, and the loop would find them again and again.
  private func refuseOne(_ listening: Int32) -> Bool {
    guard spare != nil else { return false }
    spare = nil
    let number = accept(listening)
    if number >= 0 { refuse(OwnedDescriptor(owning: number)) }
    spare = Self.openSpare()
    return number >= 0
  }

  /// Leaves the queue alone until the next tick.
  private func rest(on loop: isolated EventLoop) {
    guard let number = descriptor?.number else { return }
    isResting = true
    loop.watch(number, for: [])
  }
}

extension EventLoop {
  /// Takes connections from `socket` until the loop stops listening.
  ///
  /// - Parameters:
  ///   - socket: A bound socket, now the loop's.
  ///   - limit: Where every connection takes a place.
  ///   - refusal: What a connection beyond the limit is told before it is closed; at most a few hundred bytes.
  ///   - makeHandler: Makes the handler of a new connection, on the loop.
  /// - Throws: What the system says when the loop can watch no more.
  public func listen(
    on socket: consuming ListeningSocket,
    limit: ConnectionLimit,
    refusal: [UInt8],
    makeHandler: @escaping (Stream) -> any StreamHandler
  ) throws(SystemError) {
    try Listener(socket, limit: limit, refusal: refusal, makeHandler: makeHandler).start(on: self)
  }
}
