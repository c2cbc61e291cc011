internal import Glibc

/// Makes one connection: tries the addresses of a host one after the other until one answers.
final class Connector {
  private var descriptor: OwnedDescriptor?
  private var addresses: ArraySlice<SocketAddress>
  private var current: SocketAddress?
  /// How long one address may take, in seconds.
  private let patience: Int
  /// The second of the loop behind which the current address has taken too long.
  private var deadline = 0
  private let limit: ConnectionLimit
  private let makeHandler: (Stream) -> any StreamHandler
  private var failed: ((ConnectFailure) -> Void)?

  /// A connector for at least one address, which has its place in `limit`.
  init(
    _ addresses: [SocketAddress],
    patience: Int,
    limit: ConnectionLimit,
    makeHandler: @escaping (Stream) -> any StreamHandler,
    failed: @escaping (ConnectFailure) -> Void
  ) {
    self.addresses = addresses[...]
    self.patience = patience
    self.limit = limit
    self.makeHandler = makeHandler
    self.failed = failed
  }

  /// Begins with the next address; where there is none, `reason` is why there is no connection.
  func tryNext(after reason: ConnectFailure.Reason, on loop: isolated EventLoop) {
    var reason = reason
    while let address = addresses.popFirst() {
      current = address
      do {
        return try begin(address, on: loop)
      } catch {
        reason = .system(error)
      }
    }
    fail(reason)
  }

  private func begin(_ address: SocketAddress, on loop: isolated EventLoop) throws(SystemError) {
    let descriptor = try OwnedDescriptor.streamSocket(of: address.family)
    let number = descriptor.number
    let result = unsafe address.withPointer { unsafe connect(number, $0, $1) }
    // A connection that is there at once is told of by the first event, like any other.
    guard result == 0 || errno == EINPROGRESS || errno == EINTR else { throw SystemError("connect") }
    try loop.register(self, descriptor: number, interest: .write)
    self.descriptor = consume descriptor
    deadline = loop.seconds + patience
  }

  /// Closes what is being tried.
  private func drop(on loop: isolated EventLoop) {
    guard let descriptor = descriptor.take() else { return }
    loop.unregister(descriptor.number)
  }

  private func fail(_ reason: ConnectFailure.Reason) {
    guard let failed = failed.take() else { return }
    limit.release()
    failed(ConnectFailure(current, reason))
  }

  /// What the system says of a socket that was being connected; 0 for a connection.
  private static func verdict(on number: Int32) -> Int32 {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { return errno }
    return code
  }
}

extension Connector: Pollable {
  func ready(_ readiness: Readiness, on loop: isolated EventLoop) {
    guard let number = descriptor?.number else { return }
    let code = Self.verdict(on: number)
    guard code == 0 else {
      drop(on: loop)
      return tryNext(after: .system(SystemError("connect", code: code)), on: loop)
    }
    guard let connection = descriptor.take() else { return }
    failed = nil
    loop.release(number)
    loop.open(connection, limit: limit, makeHandler: makeHandler)
  }

  func tick(on loop: isolated EventLoop) {
    guard descriptor != nil, loop.seconds > deadline else { return }
    drop(on: loop)
    tryNext(after: .timedOut, on: loop)
  }

  func abandon(on loop: isolated EventLoop) {
    drop(on: loop)
    fail(.stopped)
  }
}

extension EventLoop {
  /// Connects to the first of `addresses` that answers.
  ///
  /// Exactly one of the two closures is called, on the loop: `makeHandler` when there is a connection, whose handler is
  /// then opened as if the peer had called us, or `failed`, perhaps before this returns.
  ///
  /// - Parameters:
  ///   - addresses: What to try, in order.
  ///   - patience: How long one of them may take, in seconds.
  ///   - limit: Where the connection takes a place.
  ///   - makeHandler: Makes the handler of the connection.
  ///   - failed: Gets what went wrong with the last address.
  public func connect(
    to addresses: [SocketAddress],
    patience: Int,
    limit: ConnectionLimit,
    makeHandler: @escaping (Stream) -> any StreamHandler,
    failed: @escaping (ConnectFailure) -> Void
  ) {
    guard isRunning else { return failed(ConnectFailure(nil, .stopped)) }
    guard limit.acquire() else { return failed(ConnectFailure(nil, .crowded)) }
    Connector(addresses, patience: patience, limit: limit, makeHandler: makeHandler, failed: failed)
      .tryNext(after: .noAddress, on: self)
  }
}
