package import MailStore
internal import Guarding

/// What a caller waits for; whoever takes it first says how it ends.
package final class Answer<Value: Sendable>: Sendable {
  /// How a caller goes on.
  package typealias Ending = Result<Value, MailStoreError>

  private let continuation: Guarded<CheckedContinuation<Ending, Never>?>

  package init(_ continuation: CheckedContinuation<Ending, Never>) {
    self.continuation = Guarded(continuation)
  }

  /// Takes the right to end the wait, or nil if it has ended.
  package func take() -> CheckedContinuation<Ending, Never>? {
    continuation.withLock { $0.take() }
  }

  /// Ends the wait, unless it has ended.
  package func end(_ ending: Ending) {
    take()?.resume(returning: ending)
  }
}

extension Answer: Expiring {
  package var isOpen: Bool { continuation.withLock { $0 != nil } }

  package func expire() {
    end(.failure(.unavailable))
  }
}
