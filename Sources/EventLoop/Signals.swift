internal import Glibc

/// Signals that a program takes one by one instead of being ended by them.
///
/// Not a Dispatch source: libdispatch's catches a signal on the thread that gets it, blocks it there and raises it again
/// for that thread alone, where its signalfd never sees it; a main thread asleep in `pause` lost SIGTERM every time.
/// Blocking the signals in every thread and waiting in one has no such window.
@safe
public struct Signals: Sendable {
  private let set: sigset_t

  /// Holds `numbers` back in this thread and in every thread that it starts from now on.
  ///
  /// Call it first of all, on the main thread: a thread that exists already would still be ended by them.
  public init(holding numbers: [Int32]) {
    var set = sigset_t()
    _ = unsafe sigemptyset(&set)
    for number in numbers { _ = unsafe sigaddset(&set, number) }
    _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    self.set = set
  }

  /// Waits for the next of the signals; blocks this thread.
  public func next() -> Int32 {
    var number: Int32 = 0
    while unsafe withUnsafePointer(to: set, { unsafe sigwait($0, &number) }) != 0 {}
    return number
  }

  /// Waits for the next of the signals for `seconds` at the most; nil if none has come.
  public func next(withinSeconds seconds: Int) -> Int32? {
    var time = timespec(tv_sec: seconds, tv_nsec: 0)
    let number = unsafe withUnsafePointer(to: set) { unsafe sigtimedwait($0, nil, &time) }
    return number > 0 ? number : nil
  }
}
