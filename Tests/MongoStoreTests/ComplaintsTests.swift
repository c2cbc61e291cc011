import MongoStore
import Testing

@Suite struct `What a database is complained of` {
  private static let start = ContinuousClock.now

  private static func expect(_ text: String, isNews: Bool, to complaints: inout Complaints) {
    let answer = complaints.isNews(text, now: start)
    #expect(answer == isNews, "\(text)")
  }

  @Test func `is told once a minute`() {
    var (complaints, told) = (Complaints(), [Int]())
    for tenths in 0..<1_800
    where complaints.isNews("no host", now: Self.start + .milliseconds(tenths * 100)) {
      told.append(tenths)
    }
    #expect(told == [0, 600, 1_200])
  }

  @Test func `is told at once if it is another thing`() {
    var complaints = Complaints()
    Self.expect("no host", isNews: true, to: &complaints)
    Self.expect("no answer", isNews: true, to: &complaints)
    // Two that take turns are not news each time.
    Self.expect("no host", isNews: false, to: &complaints)
    Self.expect("no answer", isNews: false, to: &complaints)
  }

  @Test func `is told at once if all was well meanwhile`() {
    var complaints = Complaints()
    Self.expect("no host", isNews: true, to: &complaints)
    complaints.forget()
    Self.expect("no host", isNews: true, to: &complaints)
  }

  @Test func `is no more than a few lines a minute, however it varies`() {
    var (complaints, told) = (Complaints(), [Int]())
    for cursor in 0..<1_000 where complaints.isNews("cursor \(cursor)", now: Self.start) {
      told.append(cursor)
    }
    #expect(told == Array(0..<16))
    let isNewsLater = complaints.isNews("cursor 1000", now: Self.start + .seconds(60))
    #expect(isNewsLater)
  }
}
