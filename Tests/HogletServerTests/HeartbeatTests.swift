import HogletServer
import Testing

@Suite struct `The heartbeat of a WebSocket` {
  /// What is done in each of the seconds up to `end`, as the loop asks: behind the deadline.
  private func beats(
    until end: Int,
    hearing: (Int) -> Bool = { _ in false }
  ) -> [(second: Int, action: Heartbeat.Action)] {
    var heartbeat = Heartbeat(now: 100)
    var beats: [(Int, Heartbeat.Action)] = []
    for second in 101...end {
      if hearing(second) { heartbeat.heard(now: second) }
      guard second > heartbeat.deadline else { continue }
      beats.append((second, heartbeat.beat(now: second)))
      if beats.last?.1 == .giveUp { break }
    }
    return beats
  }

  @Test func `asks after 54 seconds, and gives up who is silent for more than 60`() {
    let beats = beats(until: 300)
    #expect(beats.map(\.second) == [154, 161])
    #expect(beats.map(\.action) == [.ping, .giveUp])
  }

  @Test func `goes on as long as it is answered`() {
    let beats = beats(until: 500) { ($0 - 100) % 54 == 1 }
    #expect(beats.map(\.second) == [154, 208, 262, 316, 370, 424, 478])
    #expect(beats.allSatisfy { $0.action == .ping })
  }

  @Test func `counts whatever is heard as an answer`() {
    let beats = beats(until: 230) { $0 == 160 }
    #expect(beats.map(\.second) == [154, 208, 221])
    #expect(beats.last?.action == .giveUp)
  }
}
