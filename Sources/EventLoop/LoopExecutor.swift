internal import CLinux
internal import Dispatch
internal import Glibc
internal import Synchronization

/// The serial executor of one loop: a Dispatch queue, and an inbox for work from other threads.
///
/// Work never goes in by `queue.async`: behind a loop that lingers on its epoll set it would wait for the whole budget.
/// The inbox wakes the set instead, by an eventfd in it.
final class LoopExecutor: SerialExecutor {
  /// Something to do on the loop.
  enum Work: Sendable {
    case job(UnownedJob)
    case body(@Sendable (isolated EventLoop) -> Void)
  }

  /// Names the queue that a thread is working for.
  private static let current = DispatchSpecificKey<ObjectIdentifier>()

  let queue: DispatchQueue
  private let inbox = Mutex<[Work]>([])
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

  /// Puts work into the inbox; one ring of the bell announces all that came since the last `take`.
  func add(_ work: Work) {
    let wasEmpty = inbox.withLock { inbox in
      inbox.append(work)
      return inbox.count == 1
    }
    if wasEmpty { _ = eventfd_write(bell.number, 1) }
  }

  /// Empties the inbox.
  func take() -> [Work] {
    var count: eventfd_t = 0
    _ = unsafe eventfd_read(bell.number, &count)
    return inbox.withLock { inbox in
      let work = inbox
      inbox = []
      return work
    }
  }
}
