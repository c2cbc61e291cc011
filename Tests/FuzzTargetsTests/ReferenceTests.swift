import FuzzTargets
import Testing

@Suite struct `What checks compare with` {
  @Test(
    arguments: [
      ("a☃🐷".utf8.map(\.self), "a☃🐷"), ([0xC3], "\u{FFFD}"), ([0xE2, 0x98, 0x61], "\u{FFFD}\u{FFFD}a"),
      ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ] as [([UInt8], String)]
  )
  func `has a replacement for every byte that is no text`(bytes: [UInt8], text: String) {
    #expect(UTF8Reference.lossy(bytes) == Array(text.utf8))
  }

  @Test func `has simple lower case, and bytes that are no text as they are`() {
    #expect(UTF8Reference.folded(Array("ÀẞK\u{212A}İſςΣ".utf8) + [0xFF]) == Array("àßkkisσσ".utf8) + [0xFF])
  }

  @Test func `has lines without their ends`() throws {
    #expect(try WireLines.split(Array("a\r\n\r\nb\r\n".utf8)).map { Array($0) } == [[0x61], [], [0x62]])
  }

  @Test(arguments: ["a", "a\r\nb", "a\nb\r\n", "a\rb\r\n", "a\r\n\n", "\r"])
  func `has no lines of other ends`(text: String) {
    #expect(throws: Finding.self) { try WireLines.split(Array(text.utf8)) }
  }
}
