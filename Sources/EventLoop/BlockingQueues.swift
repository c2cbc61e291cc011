internal import Dispatch
internal import Synchronization

/// Where calls go that block: beside the loops, on a fixed number of threads, and only so many at a time.
public final class BlockingQueues: Sendable {
  private let queues: [DispatchQueue]
  private let limit: Int
  private let pending = Atomic<Int>(0)
  private let turn = Atomic<Int>(0)

  /// Queues that take work at once.
  ///
  /// - Parameters:
  ///   - label: Their name, for debuggers.
  ///   - count: How many calls may block at the same time.
  ///   - limit: How many calls may block or wait for their turn.
  public init(label: String, count: Int, limit: Int) {
    queues = (0..<max(count, 1)).map { DispatchQueue(label: "\(label)-\($0)") }
    self.limit = limit
  }

  /// Runs `body` beside the caller and gives back its result; nil, at once, when as much waits as may.
  public func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result? {
    guard pending.add(1, ordering: .relaxed).newValue <= limit else {
      pending.subtract(1, ordering: .relaxed)
      return nil
    }
    defer { pending.subtract(1, ordering: .relaxed) }
    let number = turn.add(1, ordering: .relaxed).newValue & .max
    let queue = queues[number % queues.count]
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: body()) }
    }
  }
}
