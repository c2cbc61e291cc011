import Bytes
import Digests
import Testing

@Suite struct `A keyed digest` {
  /// The cases of RFC 2202 section 2.
  struct Vector: Sendable {
    var key: [UInt8]
    var data: [UInt8]
    var code: String

    init(_ key: [UInt8], _ data: [UInt8], _ code: String) {
      (self.key, self.data, self.code) = (key, data, code)
    }
  }

  static let vectors = [
    Vector(repeated(0x0b, 16), Array("Hi There".utf8), "9294727a3638bb1c13f48ef8158bfc9d"),
    Vector(
      Array("Jefe".utf8),
      Array("what do ya want for nothing?".utf8),
      "750c783e6ab0b503eaa86e310a5db738"
    ),
    Vector(repeated(0xaa, 16), repeated(0xdd, 50), "56be34521d144c88dbb8c733f0e8b3f6"),
    Vector(Array(1...25), repeated(0xcd, 50), "697eaf0aca3a3aea3a75164746ffaa79"),
    Vector(repeated(0x0c, 16), Array("Test With Truncation".utf8), "56461ef2342edc00f9bab995690efd4c"),
    Vector(
      repeated(0xaa, 80),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd"
    ),
    Vector(
      repeated(0xaa, 80),
      Array("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data".utf8),
      "6f630fad67cda0ee1fb1f562db3aa53e"
    ),
  ]

  private static func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] {
    Array(repeating: byte, count: count)
  }

  @Test(arguments: vectors)
  func `is what RFC 2202 says for MD5`(vector: Vector) {
    #expect(HMAC<MD5>.code(of: vector.data.span, key: vector.key.span).description == vector.code)
  }

  @Test(arguments: vectors)
  func `is the same for bytes that come in two pieces, cut anywhere`(vector: Vector) {
    for cut in 0...vector.data.count {
      var code = HMAC<MD5>(key: vector.key.span)
      code.update(vector.data.span.extracting(..<cut))
      code.update(vector.data.span.extracting(cut...))
      #expect(code.finish().description == vector.code)
    }
  }

  @Test func `answers a challenge as RFC 2195 says in section 2`() {
    let challenge = Array("<1896.697170952@postoffice.reston.mci.net>".utf8)
    let code = HMAC<MD5>.code(of: challenge.span, key: Array("tanstaaftanstaaf".utf8).span)
    #expect(code.hexadecimal == "b913a602c7eda7a495b4e6e7334d3890")
  }

  @Test func `takes an empty key and no bytes`() {
    let nothing: [UInt8] = []
    #expect(
      HMAC<MD5>.code(of: nothing.span, key: nothing.span).hexadecimal == "74e6f7298a9c2d168935f58c001bad88"
    )
  }

  /// RFC 4231 section 4.3.
  @Test func `is made with other functions too`() {
    let code = HMAC<SHA256>.code(
      of: Array("what do ya want for nothing?".utf8).span,
      key: Array("Jefe".utf8).span
    )
    #expect(code.hexadecimal == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }
}
