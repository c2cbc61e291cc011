import Bytes
import MailStore
import MaildirStore
import PropertyTesting
import Testing

@Suite struct `A list of files` {
  private func entry(_ name: Int, _ modified: Int64) -> Entry {
    Entry(MessageID(ByteString("\(name)")), modified: modified, size: name)
  }

  private func names(_ entries: some Sequence<Entry>) -> [String] { entries.map(\.id.description) }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `has the order of times and then of names, whatever comes and goes`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var list = MailList()
    var model: [Int: Int64] = [:]
    for _ in 0..<400 {
      let name = Int.random(in: 0..<60, using: &numbers)
      if Bool.random(using: &numbers) {
        let modified = Int64.random(in: 0..<20, using: &numbers)
        #expect(list.insert(entry(name, modified)) == (model[name] == nil))
        model[name] = model[name] ?? modified
      } else {
        #expect(
          (list.remove(MessageID(ByteString("\(name)"))) != nil) == (model.removeValue(forKey: name) != nil)
        )
      }
      let expected = model.sorted { ($0.value, "\($0.key)") < ($1.value, "\($1.key)") }.map { "\($0.key)" }
      #expect(names(list.entries) == expected)
      #expect(list.bytes == model.keys.reduce(0, +))
      let start = Int.random(in: -2..<70, using: &numbers)
      #expect(
        names(list.newest(from: start, limit: 7))
          == Array(expected.reversed().dropFirst(max(0, start)).prefix(7))
      )
    }
  }

  @Test func `keeps the older of two files of one name when it is made`() {
    let list = MailList([entry(1, 9), entry(2, 5), entry(1, 3)])
    #expect(names(list.entries) == ["1", "2"])
    #expect(list[MessageID("1")]?.modified == 3)
    #expect(list.bytes == 3)
  }

  @Test(arguments: [(Int.min, Int.max), (.max, .max), (0, -1), (.max, .min)])
  func `cuts no page beyond its ends`(start: Int, limit: Int) {
    let list = MailList((0..<3).map { entry($0, Int64($0)) })
    #expect(list.newest(from: start, limit: limit).count == (start < 0 && limit > 0 ? 3 : 0))
  }
}
