/// Why no connection came about.
public struct ConnectFailure: Error, Equatable, CustomStringConvertible {
  /// What happened.
  public enum Reason: Equatable, Sendable {
    /// There was no address to try.
    case noAddress
    /// The system says no.
    case system(SystemError)
    /// Nothing answered in time.
    case timedOut
    /// As many connections are open as may be.
    case crowded
    /// The loop was stopped.
    case stopped
  }

  /// The last address that was tried, as text; nil if none was.
  public let address: String?
  /// What happened there.
  public let reason: Reason

  init(_ address: SocketAddress?, _ reason: Reason) {
    self.address = address?.description
    self.reason = reason
  }

  /// One line for people: `127.0.0.1:25: connect: Connection refused`.
  public var description: String {
    let reason: String =
      switch reason {
      case .noAddress: "no address"
      case .system(let error): error.description
      case .timedOut: "no answer in time"
      case .crowded: "too many connections are open"
      case .stopped: "the server is stopping"
      }
    return address.map { "\($0): \(reason)" } ?? reason
  }
}
