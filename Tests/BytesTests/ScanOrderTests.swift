import Bytes
import Testing

@Suite struct `The order of byte values` {
  @Test(arguments: [
    ("", "a"), ("A", "a"), ("Received", "received"), ("To", "Topic"), ("X-B", "X-a"), ("a", "é"),
    ("Content-ID", "Content-Type"),
  ])
  func `puts one name before the other`(first: String, second: String) {
    #expect(precedes(first, second))
    #expect(!precedes(second, first))
    #expect(!precedes(first, first))
  }

  @Test(arguments: [
    ("received", true), ("Received", true), ("RECEIVED", true), ("receive", false), ("received ", false),
    ("rece\u{131}ved", false), ("", false),
  ])
  func `is no matter to a match in any case`(text: String, isMatch: Bool) {
    let matches = Scan.matches(Array(text.utf8).span, lowercased: "received")
    #expect(matches == isMatch)
  }

  @Test(arguments: [
    ("multipart/mixed", true), ("multipart/", true), ("multipart", false), ("Multipart/mixed", false),
    ("", false),
  ])
  func `is no matter to a prefix`(text: String, isPrefix: Bool) {
    let hasPrefix = Scan.hasPrefix(Array(text.utf8).span, "multipart/")
    #expect(hasPrefix == isPrefix)
  }

  private func precedes(_ left: String, _ right: String) -> Bool {
    Scan.precedes(Array(left.utf8).span, Array(right.utf8).span)
  }
}
