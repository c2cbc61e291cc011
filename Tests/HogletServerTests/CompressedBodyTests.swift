import Bytes
import Gunzip
import HTTP
import HogletServer
import Testing

@Suite struct `A compressed body` {
  private static let runs = [
    Array("head".utf8), [], [UInt8](repeating: 65, count: 500_000),
    (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* $0) >> 9) },
  ]

  @Test func `is what its source makes`() {
    let body = CompressedBody(RunsSource(Self.runs))
    var output = ByteBuffer()
    while body.step(into: &output) == .more {}
    #expect(gunzip(output.bytes) == Array(Self.runs.joined()))
    let end = output.count
    #expect(body.step(into: &output) == .done)
    #expect(output.count == end)
  }

  @Test func `takes little of its source in one step`() {
    let source = CountingSource()
    let body = CompressedBody(source)
    var output = ByteBuffer()
    for step in 1...100 {
      #expect(body.step(into: &output) == .more)
      #expect(source.made <= step * 33 * 1024)
    }
  }

  @Test func `of nothing is an empty file`() {
    var output = ByteBuffer()
    #expect(CompressedBody(RunsSource([])).step(into: &output) == .done)
    #expect(gunzip(output.bytes) == [])
  }
}

@Suite struct `Runs at hand` {
  private static let runs: [[UInt8]] = [[1, 2, 3], [], [4], [5, 6, 7, 8, 9], []]

  @Test(arguments: 1...10)
  func `come out in pieces of any size`(target: Int) {
    let source = RunsSource(Self.runs)
    var all: [UInt8] = []
    var progress = BodyProgress.more
    while progress == .more {
      var piece = ByteBuffer()
      progress = source.write(into: &piece, target: target)
      #expect(piece.count <= target)
      #expect(!piece.isEmpty || progress == .done)
      all += piece.bytes
    }
    #expect(all == Array(Self.runs.joined()))
  }
}

/// A source without end that counts what it was asked for.
private final class CountingSource: BodySource {
  private(set) var made = 0

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let count = target - buffer.count
    buffer.append(contentsOf: [UInt8](repeating: 0, count: count))
    made += count
    return .more
  }
}
