import MailStore
import MailStoreTesting
import Testing

@Suite struct `A message list` {
  private func list(_ numbers: Range<Int>) -> MessageList {
    var list = MessageList()
    for (number, message) in zip(numbers, StoredMessage.examples(numbers)) {
      list.append(.init(sequence: UInt64(number), message: message))
    }
    return list
  }

  @Test func `fills one run before it begins another`() {
    #expect(list(0..<0).runs.isEmpty)
    #expect(list(0..<MessageList.runLength).runs.count == 1)
    #expect(list(0..<MessageList.runLength + 1).runs.count == 2)
  }

  @Test(arguments: [2, 10, 100, 256])
  func `is not left with many short runs by many deletes`(step: Int) {
    var list = list(0..<20_000)
    for number in 0..<20_000 where number % step != 0 { _ = list.remove(UInt64(number)) }
    #expect(list.count == 20_000 / step + (20_000 % step == 0 ? 0 : 1))
    // Any two neighbors hold more than half a run.
    #expect(list.runs.count <= 2 * list.count / (MessageList.runLength / 2) + 2)
    #expect(list.runs.allSatisfy { !$0.isEmpty && $0.count <= MessageList.runLength })
  }

  @Test func `drops a run with its last message`() {
    var list = list(0..<600)
    for _ in 0..<MessageList.runLength { _ = list.removeOldest() }
    #expect(list.runs.count == 2)
    for number in 512..<600 { _ = list.remove(UInt64(number)) }
    #expect(list.runs.count == 1)
  }

  @Test func `knows nothing of numbers that are gone or never were`() {
    var list = list(10..<20)
    #expect(list.remove(9) == nil && list.remove(20) == nil)
    #expect(list.remove(15) != nil)
    #expect(list.remove(15) == nil)
    #expect(list.count == 9)
  }

  @Test func `shares all runs but the changed one with its copy`() {
    let before = list(0..<1_000)
    var after = before
    _ = after.remove(300)
    func place(_ run: [MessageList.Entry]) -> Int {
      unsafe run.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
    }
    let isShared = zip(before.runs, after.runs).map { place($0) == place($1) }
    #expect(isShared == [true, false, true, true])
    #expect(before.count == 1_000 && after.count == 999)
  }

  @Test func `is empty after its last message`() {
    var list = list(0..<1)
    #expect(list.removeOldest() != nil)
    #expect(list.removeOldest() == nil)
    #expect(list.runs.isEmpty && list.count == 0)
    #expect(list.newest(from: 0, limit: 1).isEmpty)
  }
}
