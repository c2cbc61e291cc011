internal import CLinux
internal import Dispatch
internal import Glibc
internal import Guarding

/// The serial executor of one loop: a Dispatch queue, and an inbox for work from other threads.
///
/// Work never goes in by `queue.async`: behind a loop that lingers on its epoll set it would wait for the whole budget.
/// The inbox wakes the set instead, by an eventfd in it. Only when the loop has stopped, and nobody waits on the set any
/// more, does the queue itself empty the inbox: who awaits a stopped loop is not left waiting.
final class LoopExecutor: SerialExecutor {
  /// Something to do on the loop.
  enum Work: Sendable {
    case job(UnownedJob)
    case body(@Sendable () -> Void)
  }

  private struct Inbox {
    var work: [Work] = []
    var isServed = true
  }

  /// Names the queue that a thread is working for.
  private static let current = DispatchSpecificKey<ObjectIdentifier>()

  let queue: DispatchQueue
  private let inbox = Guarded(Inbox())
  private let bell: OwnedDescriptor

  /// The eventfd that is readable while work waits.
  var descriptor: Int32 { bell.number }

  init(label: String) throws(SystemError) {
    let number = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard number >= 0 else { throw SystemError("eventfd") }
    bell = OwnedDescriptor(owning: number)
    queue = DispatchQueue(label: label)
    queue.setSpecific(key: Self.current, value: ObjectIdentifier(self))
  }

  func enqueue(_ job: consuming ExecutorJob) {
    add(.job(UnownedJob(job)))
  }

  /// Lets `Task.immediate` begin at once on the loop, where Dispatch and not a task is the caller.
  func isIsolatingCurrentContext() -> Bool? {
    DispatchQueue.getSpecific(key: Self.current) == ObjectIdentifier(self)
  }

  func checkIsolated() {
    dispatchPrecondition(condition: .onQueue(queue))
  }

  /// Puts work into the inbox; one ring of the bell announces all that came since it was emptied.
  func add(_ work: Work) {
    let (isFirst, isServed) = inbox.withLock { inbox in
      inbox.work.append(work)
      return (inbox.work.count == 1, inbox.isServed)
    }
    if !isServed {
      queue.async { self.drain() }
    } else if isFirst {
      _ = eventfd_write(bell.number, 1)
    }
  }

  /// Does what is in the inbox; to be called on the queue.
  func drain() {
    var count: eventfd_t = 0
    _ = unsafe eventfd_read(bell.number, &count)
    let work = inbox.withLock { inbox in
      defer { inbox.work = [] }
      return inbox.work
    }
    for work in work {
      switch work {
      case .body(let body): body()
      case .job(let job): unsafe job.runSynchronously(on: asUnownedSerialExecutor())
      }
    }
  }

  /// The loop has stopped: from now on the queue serves the inbox.
  func release() {
    inbox.withLock { $0.isServed = false }
    queue.async { self.drain() }
  }
}
