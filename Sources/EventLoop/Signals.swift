internal import Dispatch
internal import Glibc

/// Signals of this process as a sequence.
public enum Signals {
  /// The signals of `numbers` that arrive from now on, in place of what they would do by themselves.
  public static func watch(_ numbers: [Int32]) -> AsyncStream<Int32> {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    let queue = DispatchQueue(label: "signals")
    for number in numbers {
      // Ignored first: a signal between here and the activation must not end the process.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in continuation.yield(number) }
      // Never cancelled, so that this closure keeps the source as long as the process.
      source.setCancelHandler { withExtendedLifetime(source) {} }
      source.activate()
    }
    return stream
  }
}
