import Bytes
import MailStore
import Testing

@Suite struct `A cursor` {
  @Test(arguments: [[], [0], [0xFF], Array(0...255), [UInt8](repeating: 7, count: 2_048)] as [[UInt8]])
  func `says what was put into it, in digits that may stand in a URL`(bytes: [UInt8]) {
    let cursor = MailCursor(encoding: bytes)
    #expect(cursor.bytes == bytes)
    #expect(MailCursor(cursor.text).bytes == bytes)
    #expect(cursor.text.count == 2 * bytes.count)
    #expect(cursor.text.bytes.allSatisfy { "0123456789abcdef".utf8.contains($0) })
  }

  @Test(
    arguments: ["0", "abc", "0g", "g0", " 00", "00 ", "-1", "0x00", "\u{FF10}\u{FF10}", "%30"] as [ByteString]
  )
  func `says nothing if no store has made it`(text: ByteString) {
    #expect(MailCursor(text).bytes == nil)
  }

  @Test func `is read in either case`() {
    #expect(MailCursor("00aAfF").bytes == [0, 0xAA, 0xFF])
  }

  @Test func `is no longer than a store makes it`() {
    #expect(MailCursor(ByteString([UInt8](repeating: 0x30, count: 4_096))).bytes?.count == 2_048)
    #expect(MailCursor(ByteString([UInt8](repeating: 0x30, count: 4_098))).bytes == nil)
  }
}

@Suite struct `Many elements in turns` {
  @Test(arguments: [(0, 3, []), (1, 3, [1]), (3, 3, [3]), (7, 3, [3, 3, 1]), (2, .max / 2, [2])])
  func `are all of them, a few at a time and in their order`(count: Int, size: Int, turns: [Int]) async {
    var (seen, sizes): ([Int], [Int]) = ([], [])
    let sum = await Array(0..<count).inTurns(of: size) { part async throws(Never) in
      seen += part
      sizes.append(part.count)
      return part.count
    }
    #expect(seen == Array(0..<count))
    #expect(sizes == turns)
    #expect(sum == count)
  }

  @Test func `end with what one of them throws`() async {
    var turns = 0
    await #expect(throws: MailStoreError.unavailable) {
      try await Array(0..<9).inTurns(of: 2) { part async throws(MailStoreError) in
        turns += 1
        guard !part.contains(4) else { throw .unavailable }
        return 1
      }
    }
    #expect(turns == 3)
  }
}
