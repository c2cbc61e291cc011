internal import Synchronization

/// Wakes something that lives on a loop, from any thread and as often as anybody likes.
///
/// Until the loop has come to it, further rings cost a swap of a flag and bring no further work.
public final class LoopBell: Sendable {
  private let loop: EventLoop
  let number: Int
  private let isRinging = Atomic(false)

  init(_ number: Int, of loop: EventLoop) {
    (self.number, self.loop) = (number, loop)
  }

  /// Lets the loop answer soon, at least once after this call began.
  public func ring() {
    guard !isRinging.exchange(true, ordering: .acquiringAndReleasing) else { return }
    loop.execute { loop in
      // Before what rings now is looked at: who rings later rings again.
      self.isRinging.store(false, ordering: .releasing)
      loop.answer(self)
    }
  }
}
