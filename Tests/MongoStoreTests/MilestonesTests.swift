import MongoStore
import Testing

@Suite struct `What replicas did an hour ago` {
  private static let start = ContinuousClock.now

  @Test func `can be forgotten, and nothing newer`() {
    var milestones = Milestones()
    var forgotten: [Int: [String: Int64]] = [:]
    for minute in 0...62 {
      let settled = ["a": Int64(minute), "b": 7]
      if let old = milestones.pass(settled, now: Self.start + .seconds(60 * minute)), !old.isEmpty {
        forgotten[minute] = old
      }
    }
    #expect(forgotten == [60: ["a": 0, "b": 7], 61: ["a": 1, "b": 7], 62: ["a": 2, "b": 7]])
  }

  @Test func `is looked at once a minute, however often that is asked`() {
    var milestones = Milestones()
    let looks = (0..<300).count { milestones.pass([:], now: Self.start + .seconds($0)) != nil }
    #expect(looks == 5)
  }

  @Test func `is found after a long sleep too, one look at a time`() {
    var milestones = Milestones()
    #expect(milestones.pass(["a": 1], now: Self.start) == [:])
    #expect(milestones.pass(["a": 2], now: Self.start + .seconds(60)) == [:])
    #expect(milestones.pass(["a": 3], now: Self.start + .seconds(9_000)) == ["a": 1])
    #expect(milestones.pass(["a": 4], now: Self.start + .seconds(9_030)) == nil)
    #expect(milestones.pass(["a": 4], now: Self.start + .seconds(9_060)) == ["a": 2])
    #expect(milestones.pass(["a": 5], now: Self.start + .seconds(9_120)) == [:])
  }
}
