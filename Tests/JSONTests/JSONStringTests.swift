import Bytes
import JSON
import Testing

@Suite struct `A JSON string` {
  @Test(
    arguments: [
      (#""a b""#, "a b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#""é☃🐷\u007f""#, "é☃🐷\u{7F}"),
      (#""\u0041\u00e9\u2603\u00E9""#, "Aé☃é"), (#""\u0000""#, "\u{0}"), (#""\ud83d\udc37""#, "🐷"),
      (#""\uD83D\uDC37x""#, "🐷x"), (#""\u2028<>&'""#, "\u{2028}<>&'"),
      ("\"\u{2028}\u{7F}\"", "\u{2028}\u{7F}"),
      (#""\\u0041""#, #"\u0041"#), (#""a\nb\nc""#, "a\nb\nc"),
    ] as [(String, String)]
  )
  func `stands without its escapes`(text: String, value: String) throws {
    #expect(try read(text).string == ByteString(value))
    #expect(try read("{\(text):1}").object?.members.first?.name == ByteString(value))
  }

  @Test(
    arguments: [
      (#""\ud800""#, "\u{FFFD}"), (#""\udc37""#, "\u{FFFD}"), (#""\ud800\u0041""#, "\u{FFFD}A"),
      (#""\ud800\n""#, "\u{FFFD}\n"), (#""\ud800\ud83d\udc37""#, "\u{FFFD}🐷"), (#""\ud83d""#, "\u{FFFD}"),
      (#""\udc37\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83dx\udc37""#, "\u{FFFD}x\u{FFFD}"),
    ] as [(String, String)]
  )
  func `has a replacement for half a surrogate pair`(text: String, value: String) throws {
    #expect(try read(text).string == ByteString(value))
  }

  @Test(
    arguments: [
      ([0x80], 1), ([0xC3], 1), ([0xC0, 0x80], 2), ([0xE2, 0x98], 2), ([0xED, 0xA0, 0x80], 3),
      ([0xF4, 0x90, 0x80, 0x80], 4), ([0xFF, 0xFE], 2),
    ] as [([UInt8], Int)]
  )
  func `has a replacement for every byte that is no UTF-8`(bytes: [UInt8], count: Int) throws {
    let value = try JSONValue(reading: Array("\"a".utf8) + bytes + Array("é\"".utf8))
    #expect(value.string == ByteString("a" + String(repeating: "\u{FFFD}", count: count) + "é"))
  }

  @Test(arguments: [
    RefusedCase(#"""#, 0, .endlessString), RefusedCase(#"["a"#, 1, .endlessString),
    RefusedCase(#""\"#, 1, .unknownEscape), RefusedCase(#""\x41""#, 1, .unknownEscape),
    RefusedCase(#""\'""#, 1, .unknownEscape), RefusedCase(#""\U0041""#, 1, .unknownEscape),
    RefusedCase(#""\u12""#, 5, .missingHexDigit), RefusedCase(#""\u12g4""#, 5, .missingHexDigit),
    RefusedCase(#""\ud800\u12""#, 11, .missingHexDigit), RefusedCase(#""\u"#, 3, .missingHexDigit),
    RefusedCase("\"a\nb\"", 2, .controlCharacter), RefusedCase("\"\u{0}\"", 1, .controlCharacter),
    RefusedCase("\"\t\"", 1, .controlCharacter), RefusedCase("\"\u{1F}\"", 1, .controlCharacter),
  ])
  func `is refused where it breaks the grammar`(example: RefusedCase) {
    let error = #expect(throws: JSONError.self) { try read(example.text) }
    #expect(error?.reason == example.reason)
    #expect(error?.offset == example.offset)
  }

  @Test func `that is no UTF-8 stands nowhere else`() {
    let error = #expect(throws: JSONError.self) { try JSONValue(reading: [0x5B, 0xFF, 0x5D]) }
    #expect(error == JSONError(reason: .missingValue, offset: 1))
  }
}
