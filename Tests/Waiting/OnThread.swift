internal import Dispatch
internal import Synchronization

/// Runs `body` on a thread of its own, where it may block.
public func onThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue(label: "test client").async {
      continuation.resume(with: Swift.Result { try body() })
    }
  }
}

/// Runs two bodies that talk to each other, each on a thread of its own.
///
/// Both begin at once. One in an `async let` would begin when the cooperative pool gets to it, and that may be long after
/// the other has given up waiting for it. The first has two minutes more than the second.
public func onThreads<First: Sendable, Second: Sendable>(
  _ first: @escaping @Sendable () throws -> First,
  _ second: @escaping @Sendable () throws -> Second
) async throws -> (First, Second) {
  try await onThread {
    let outcome = Outcome<First>()
    let isOver = DispatchSemaphore(value: 0)
    DispatchQueue(label: "test server").async {
      outcome.result.withLock { $0 = Result { try first() } }
      isOver.signal()
    }
    let result = Result { try second() }
    guard isOver.wait(timeout: .now() + 240) == .success, let other = outcome.result.withLock({ $0 }) else {
      throw WaitedInVain(location: "the other thread, which goes on")
    }
    return (try other.get(), try result.get())
  }
}

/// What a body came to, where two threads see it.
private final class Outcome<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>?>(nil)
}
