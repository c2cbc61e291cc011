internal import DequeModule
internal import Dispatch
internal import Guarding
package import MailStore

/// Something that is over after a time.
package protocol Expiring: AnyObject, Sendable {
  /// Whether it is not over yet.
  var isOpen: Bool { get }
  /// Ends it.
  func expire()
}

/// Ends what takes too long, whatever a driver is doing meanwhile.
package final class Deadlines: Sendable {
  /// How exact it is: one look at all deadlines costs less than a timer for each.
  private static let interval = DispatchTimeInterval.milliseconds(50)

  private struct Entry {
    let deadline: ContinuousClock.Instant
    let subject: any Expiring
  }

  /// How long everything here may take.
  package let limit: Duration

  private let queue = DispatchQueue(label: "mongo-deadlines")
  /// In the order of the deadlines, as all have the same time.
  private let entries = Guarded<(queue: Deque<Entry>, isTicking: Bool)>(([], false))

  package init(limit: Duration) {
    self.limit = limit
  }

  /// Lets `subject` expire after the limit.
  func add(_ subject: any Expiring) {
    let entry = Entry(deadline: .now + limit, subject: subject)
    let wasTicking = entries.withLock { entries in
      while let first = entries.queue.first, !first.subject.isOpen { entries.queue.removeFirst() }
      entries.queue.append(entry)
      defer { entries.isTicking = true }
      return entries.isTicking
    }
    if !wasTicking { scheduleTick() }
  }

  private func scheduleTick() {
    // It may live that much longer than its owner.
    queue.asyncAfter(deadline: .now() + Self.interval) { self.tick() }
  }

  private func tick() {
    let now = ContinuousClock.now
    var overdue: [any Expiring] = []
    let isTicking = entries.withLock { entries in
      while let first = entries.queue.first, first.deadline <= now || !first.subject.isOpen {
        overdue.append(entries.queue.removeFirst().subject)
      }
      entries.isTicking = !entries.queue.isEmpty
      return entries.isTicking
    }
    for subject in overdue { subject.expire() }
    if isTicking { scheduleTick() }
  }

  /// Gives `body` something to end, and waits until it has or the time is over.
  package func wait<Value: Sendable>(
    _ body: (Answer<Value>) -> Void
  ) async throws(MailStoreError) -> Value {
    try await ending(body).get()
  }

  /// As `wait`, and no longer than somebody wants it: if the task is cancelled, it is over.
  package func waitWhileWanted<Value: Sendable>(
    _ body: (Answer<Value>) -> Void
  ) async throws(MailStoreError) -> Value {
    let begun = Guarded<Answer<Value>?>(nil)
    let ending: Answer<Value>.Ending = await withTaskCancellationHandler {
      await self.ending { (answer: Answer<Value>) in
        begun.withLock { $0 = answer }
        // A task that was cancelled before has found nothing to end.
        if Task.isCancelled { answer.expire() }
        body(answer)
      }
    } onCancel: {
      begun.withLock { $0 }?.expire()
    }
    return try ending.get()
  }

  private func ending<Value: Sendable>(_ body: (Answer<Value>) -> Void) async -> Answer<Value>.Ending {
    var begun: Answer<Value>?
    let ending = await withCheckedContinuation { continuation in
      let answer = Answer<Value>(continuation)
      begun = answer
      add(answer)
      body(answer)
    }
    // An end that came before the wait is handed over inside a library that is not instrumented. Whoever ended it had this
    // lock before, and there the thread sanitizer sees it (`Guarded`).
    _ = begun?.isOpen
    return ending
  }
}
