internal import Dispatch
internal import Glibc
internal import Synchronization

/// Runs `body` on a thread of its own, where it may block.
public func onThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    startThread { continuation.resume(with: Swift.Result { try body() }) }
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
    startThread {
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

/// Runs `body` on a new thread.
///
/// Not on one of Dispatch's, of which there are 255 at the most: hundreds of clients that block at the same time would take
/// all of them, and leave none to the loops that they wait for.
private func startThread(_ body: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  let work = unsafe Unmanaged.passRetained(ThreadWork(body))
  let result = unsafe pthread_create(
    &thread,
    nil,
    { work in
      if let work = unsafe work { unsafe Unmanaged<ThreadWork>.fromOpaque(work).takeRetainedValue().body() }
      return nil
    },
    work.toOpaque()
  )
  precondition(result == 0, "the system has no thread left")
  pthread_detach(thread)
}

/// What a thread has to do.
private final class ThreadWork: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// What a body came to, where two threads see it.
private final class Outcome<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>?>(nil)
}
