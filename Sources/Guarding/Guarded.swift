internal import Synchronization

/// A value behind a lock, whose hand-over from thread to thread the thread sanitizer can see.
///
/// `Mutex` alone is right and reported as a race: where threads contend it takes the lock inside a library of the
/// toolchain that is not instrumented. The load and the store here say the same again where the sanitizer looks; they cost
/// a nanosecond.
public struct Guarded<Value>: ~Copyable, Sendable {
  private let mutex: Mutex<Value>
  private let handover = Atomic(false)

  /// Guards `value`.
  public init(_ value: sending Value) {
    mutex = Mutex(value)
  }

  /// Calls `body` with the value while no other thread has it.
  ///
  /// - Parameter body: Must not take the same lock again, nor wait for anything.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public borrowing func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try mutex.withLock { (value) throws(Failure) -> sending Result in
      _ = handover.load(ordering: .acquiring)
      defer { handover.store(true, ordering: .releasing) }
      return try body(&value)
    }
  }
}
