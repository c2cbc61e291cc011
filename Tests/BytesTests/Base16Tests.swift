import Bytes
import Testing

@Suite struct `Octets in hexadecimal` {
  /// RFC 4648 section 10, in our case of letters.
  @Test(
    arguments: [
      ("", ""), ("f", "66"), ("fo", "666f"), ("foo", "666f6f"), ("foob", "666f6f62"), ("fooba", "666f6f6261"),
      ("foobar", "666f6f626172"),
    ]
  )
  func `writes what the standard writes, and reads it in either case`(text: String, digits: String) {
    #expect(Base16.encode(Array(text.utf8)) == Array(digits.utf8))
    #expect(Base16.decode(Array(digits.utf8)) == Array(text.utf8))
    #expect(Base16.decode(Array(digits.uppercased().utf8)) == Array(text.utf8))
  }

  @Test func `reads back every octet`() {
    let all = Array(UInt8.min...UInt8.max)
    #expect(Base16.decode(Base16.encode(all)) == all)
  }

  @Test(arguments: ["6", "666", "6g", "g6", " 66", "66 ", "0x66", "6\u{0}"])
  func `refuses what is no pair of digits`(text: String) {
    #expect(Base16.decode(Array(text.utf8)) == nil)
  }
}
