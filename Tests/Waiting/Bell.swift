internal import Dispatch

/// Wakes a thread that blocks: once for each time it is rung, rung before or after.
public final class Bell: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// A bell that has not been rung.
  public init() {}

  /// Lets one `wait` return.
  public func ring() {
    semaphore.signal()
  }

  /// Waits for a ring, for two minutes at the most.
  ///
  /// To be called on a thread of its own (`onThread`).
  public func wait(times: Int = 1) {
    for _ in 0..<times { _ = semaphore.wait(timeout: .now() + 120) }
  }
}
