package import Bytes
package import HTTP

/// Gives out what is at hand a piece at a time, for content that is worked on before it is sent.
package final class RunsSource: BodySource {
  private var rest: ArraySlice<[UInt8]>
  /// How much of the first run is given out.
  private var position = 0

  package init(_ runs: [[UInt8]]) {
    rest = runs[...]
  }

  package func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while let run = rest.first {
      let room = max(target - buffer.count, 0)
      let end = position + min(run.count - position, room)
      buffer.append(contentsOf: run[position..<end])
      position = end
      guard end == run.count else { return .more }
      rest = rest.dropFirst()
      position = 0
    }
    return .done
  }
}
