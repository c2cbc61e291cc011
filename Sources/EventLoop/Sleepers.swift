internal import Dispatch

/// The streams that wait for their pace, not for their peer.
///
/// All are looked at fifty times a second, by a timer that runs only while there are any: a loop without slow streams
/// has no timer here, and one with a thousand of them has one.
final class Sleepers {
  private static let interval = DispatchTimeInterval.milliseconds(20)

  private var streams: [Stream] = []
  private var timer: (any DispatchSourceTimer)?

  /// Adds a stream that is not there yet.
  func add(_ stream: Stream, on queue: DispatchQueue, wake: @escaping () -> Void) {
    streams.append(stream)
    guard timer == nil else { return }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + Self.interval, repeating: Self.interval, leeway: .milliseconds(2))
    timer.setEventHandler(handler: wake)
    timer.activate()
    self.timer = timer
  }

  /// Gives up all streams; those that must wait on are to be added again before `rest`.
  func takeAll() -> [Stream] {
    defer { streams = [] }
    return streams
  }

  /// Stops the timer if nobody waits.
  func rest() {
    guard streams.isEmpty else { return }
    timer?.cancel()
    timer = nil
  }
}
