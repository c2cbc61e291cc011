import Bytes
import Digests
import Testing

@Suite struct `A digest` {
  static let alphabet = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

  private func hexadecimal<Algorithm>(_ text: String, by algorithm: Algorithm.Type) -> String
  where Algorithm: DigestAlgorithm {
    Digest<Algorithm>(of: Array(text.utf8).span).description
  }

  /// RFC 1321 appendix A.5.
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"),
    ("a", "0cc175b9c0f1b6a831c399e269772661"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72"),
    ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
  ])
  func `is what RFC 1321 says for MD5`(text: String, digest: String) {
    #expect(hexadecimal(text, by: MD5.self) == digest)
  }

  /// RFC 3174 section 7.3.
  @Test(arguments: [
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (alphabet, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
  ])
  func `is what RFC 3174 says for SHA-1`(text: String, digest: String) {
    #expect(hexadecimal(text, by: SHA1.self) == digest)
  }

  /// RFC 6234 section 8.5.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (alphabet, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
  ])
  func `is what RFC 6234 says for SHA-256`(text: String, digest: String) {
    #expect(hexadecimal(text, by: SHA256.self) == digest)
  }

  /// Both RFCs have this one too.
  @Test func `is right for a million bytes`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(Digest<SHA1>(of: bytes.span).hexadecimal == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    #expect(
      Digest<SHA256>(of: bytes.span).hexadecimal
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
  }

  @Test func `has as many bytes as its function makes`() {
    let nothing: [UInt8] = []
    #expect(Digest<MD5>(of: nothing.span).bytes.count == 16)
    #expect(Digest<SHA1>(of: nothing.span).bytes.count == 20)
    #expect(Digest<SHA256>(of: nothing.span).bytes.count == 32)
  }

  @Test func `is the same for bytes that come in two pieces, cut anywhere`() {
    let bytes = Array(Self.alphabet.utf8)
    for cut in 0...bytes.count {
      var digester = Digester<SHA1>()
      digester.update(bytes.span.extracting(..<cut))
      digester.update(bytes.span.extracting(cut...))
      #expect(digester.finish() == Digest<SHA1>(of: bytes.span))
    }
  }

  @Test func `is the same for bytes that come one by one`() {
    let bytes = Array(Self.alphabet.utf8)
    var digester = Digester<SHA256>()
    for index in bytes.indices { digester.update(bytes.span.extracting(index...index)) }
    #expect(digester.finish() == Digest<SHA256>(of: bytes.span))
  }

  @Test func `shows digits of either kind in lower case`() {
    #expect(Digest<MD5>(of: Array("a".utf8).span).hexadecimal == "0cc175b9c0f1b6a831c399e269772661")
  }
}
