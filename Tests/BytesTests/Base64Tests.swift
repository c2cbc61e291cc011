import Bytes
import Testing

@Suite struct `The Base64 coding` {
  private func encoded(_ text: String, _ alphabet: Base64.Alphabet = .standard) -> String {
    String(decoding: Base64.encode(Array(text.utf8).span, alphabet: alphabet), as: UTF8.self)
  }

  private func decoded(_ text: String) -> (text: String, isComplete: Bool) {
    let result = Base64.decode(Array(text.utf8).span)
    return (String(decoding: result.bytes, as: UTF8.self), result.isComplete)
  }

  /// The vectors of RFC 4648 section 10.
  static let vectors = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ]

  @Test(arguments: vectors)
  func `encodes`(plain: String, coded: String) {
    #expect(encoded(plain) == coded)
  }

  @Test(arguments: vectors)
  func `decodes`(plain: String, coded: String) {
    #expect(decoded(coded) == (plain, true))
  }

  @Test func `has another alphabet for addresses`() {
    let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
    #expect(Base64.encode(bytes.span) == Array("++//".utf8))
    #expect(Base64.encode(bytes.span, alphabet: .urlSafe) == Array("--__".utf8))
  }

  @Test func `returns every byte it was given`() {
    let bytes = Array(UInt8.min...UInt8.max)
    for length in 0...bytes.count {
      let part = Array(bytes[..<length])
      let coded = Base64.encode(part.span)
      let decoded = Base64.decode(coded.span)
      #expect(decoded.bytes == part)
      #expect(decoded.isComplete)
    }
  }

  @Test func `passes over line breaks`() {
    #expect(decoded("Zm9v\r\nYg\r\n=\n=") == ("foob", true))
  }

  @Test(arguments: [
    ("Zm9v!", "foo"), ("Zm9vY", "foo"), ("Zm9vYg", "foo"), ("Zm9vYg=", "foo"), ("Zg==Zg==", "f"),
    ("Zm8=\r\nZg==", "fo"), ("Zm8=!", "fo"), ("Zg=\r\n=x", "f"), ("Zg=x=", ""), ("=", ""),
    ("Z===", ""), ("Zg===", "f"), ("Zm9v=", "foo"), ("Zm9v YmFy", "foo"), ("--__", ""),
  ])
  func `stops at what is not well formed and says so`(text: String, kept: String) {
    #expect(decoded(text) == (kept, false))
  }
}
