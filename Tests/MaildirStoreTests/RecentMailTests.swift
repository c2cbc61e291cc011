import Bytes
import MailStore
import MailStoreTesting
import MaildirStore
import PropertyTesting
import Testing

@Suite struct `Mail at hand` {
  private let each = StoredMessage.example("0").footprint

  private func names(_ recent: RecentMail, _ numbers: Range<Int>) -> [Int] {
    numbers.filter { recent[MessageID(ByteString("\($0)"))] != nil }
  }

  @Test func `is what came last`() {
    var recent = RecentMail(limit: 4 * each)
    for message in StoredMessage.examples(0..<9) { recent.add(message) }
    #expect(names(recent, 0..<9) == [5, 6, 7, 8])
  }

  @Test func `is nothing that would push all else out`() {
    var recent = RecentMail(limit: 8 * each)
    for message in StoredMessage.examples(0..<3) { recent.add(message) }
    recent.add(.example("large", data: ByteString([UInt8](repeating: 0x41, count: 2 * each))))
    #expect(recent[MessageID("large")] == nil)
    #expect(names(recent, 0..<3) == [0, 1, 2])
  }

  @Test func `makes room when some of it goes`() {
    var recent = RecentMail(limit: 4 * each)
    for message in StoredMessage.examples(0..<4) { recent.add(message) }
    recent.remove(MessageID("2"))
    recent.remove(MessageID("2"))
    recent.remove(MessageID("other"))
    recent.add(.example("4"))
    #expect(names(recent, 0..<5) == [0, 1, 3, 4])
    recent.add(.example("5"))
    #expect(names(recent, 0..<6) == [1, 3, 4, 5])
    recent.removeAll()
    #expect(names(recent, 0..<6) == [])
    for message in StoredMessage.examples(6..<10) { recent.add(message) }
    #expect(names(recent, 0..<10) == [6, 7, 8, 9])
  }

  @Test func `is what a plain array would have`() throws {
    struct Difference: Error {}
    try Property.check(runs: 200) { choices in
      var recent = RecentMail(limit: 4 * each)
      var model: [StoredMessage] = []
      while !choices.isExhausted {
        let id = MessageID(ByteString("\(choices.number(upTo: 7))"))
        if choices.bool() {
          guard !model.contains(where: { $0.id == id }) else { continue }
          let message = StoredMessage.example(id.text)
          recent.add(message)
          model = (model + [message]).suffix(4)
        } else {
          recent.remove(id)
          model.removeAll { $0.id == id }
        }
        for number in 0..<8 {
          let id = MessageID(ByteString("\(number)"))
          guard recent[id] === model.first(where: { $0.id == id }) else { throw Difference() }
        }
      }
    }
  }
}
