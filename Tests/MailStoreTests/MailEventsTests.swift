import Bytes
import MailStore
import Synchronization
import Testing

@Suite struct `The events of a store` {
  private static func stored(_ number: Int) -> MailEvent { .stored(MessageID(ByteString("\(number)"))) }

  @Test func `are read in order from the place where one began`() {
    let events = MailEvents()
    events.publish(.cleared)
    var cursor = events.end
    #expect(events.read(&cursor) == .upToDate)
    for number in 0..<3 { events.publish(Self.stored(number)) }
    for number in 0..<3 { #expect(events.read(&cursor) == .event(Self.stored(number))) }
    #expect(events.read(&cursor) == .upToDate)
  }

  @Test func `are read by each follower at its own pace`() {
    let events = MailEvents()
    var (quick, slow) = (events.end, events.end)
    events.publish(Self.stored(0))
    #expect(events.read(&quick) == .event(Self.stored(0)))
    events.publish(Self.stored(1))
    #expect(events.read(&quick) == .event(Self.stored(1)))
    #expect(events.read(&slow) == .event(Self.stored(0)))
    #expect(events.read(&slow) == .event(Self.stored(1)))
  }

  @Test func `tell a follower that is too slow how many it has missed`() {
    let events = MailEvents(capacity: 4)
    var cursor = events.end
    for number in 0..<10 { events.publish(Self.stored(number)) }
    #expect(events.read(&cursor) == .missed(6))
    #expect(events.read(&cursor) == .event(Self.stored(6)))
  }

  @Test func `go on in order behind what a follower has missed`() {
    let events = MailEvents(capacity: 4)
    var cursor = events.end
    for number in 0..<6 { events.publish(Self.stored(number)) }
    #expect(events.read(&cursor) == .missed(2))
    events.publish(Self.stored(6))
    // Another one has gone meanwhile.
    #expect(events.read(&cursor) == .missed(1))
    for number in 3...6 { #expect(events.read(&cursor) == .event(Self.stored(number))) }
    #expect(events.read(&cursor) == .upToDate)
  }

  @Test func `are found again by the number of those before them, as long as none is missing`() throws {
    let events = MailEvents(capacity: 4)
    #expect(events.cursor(0) == events.end)
    for number in 0..<10 { events.publish(Self.stored(number)) }
    #expect(events.end.number == 10)
    for number in [0, 5, 11, .max] as [UInt64] { #expect(events.cursor(number) == nil, "\(number)") }
    for number in [6, 7, 9] as [UInt64] {
      var cursor = try #require(events.cursor(number))
      #expect(cursor.number == number)
      #expect(events.read(&cursor) == .event(Self.stored(Int(number))))
      #expect(cursor.number == number + 1)
    }
    #expect(events.cursor(10) == events.end)
  }

  @Test func `wake their observers each time`() {
    let events = MailEvents()
    let count = Mutex(0)
    events.publish(.cleared)
    events.observe { count.withLock { $0 += 1 } }
    events.publish(.cleared)
    events.publish(.cleared)
    #expect(count.withLock { $0 } == 2)
  }

  @Test func `have no place for nothing`() async {
    await #expect(processExitsWith: .failure) { _ = MailEvents(capacity: 0) }
  }
}
