import Bytes
import Testing

@Suite struct `A word among bytes` {
  @Test(arguments: [
    ("received", true), ("Received", true), ("RECEIVED", true), ("receive", false), ("received ", false),
    ("rece\u{131}ved", false), ("", false),
  ])
  func `is spelt in any case, whole and alone`(text: String, isMatch: Bool) {
    let matches = Scan.matches(Array(text.utf8).span, lowercased: "received")
    #expect(matches == isMatch)
  }

  @Test(arguments: [
    ("multipart/mixed", true), ("multipart/", true), ("multipart", false), ("Multipart/mixed", false),
    ("", false),
  ])
  func `begins them, byte for byte`(text: String, isPrefix: Bool) {
    let hasPrefix = Scan.hasPrefix(Array(text.utf8).span, "multipart/")
    #expect(hasPrefix == isPrefix)
  }
}
