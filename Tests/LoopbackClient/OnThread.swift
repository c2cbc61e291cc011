internal import Dispatch

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
