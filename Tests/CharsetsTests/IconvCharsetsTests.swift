import Bytes
import Charsets
import MIME
import Testing

@Suite struct `The charsets of the C library` {
  @Test(
    arguments: [
      "iso-8859-2", "windows-1250", "koi8-u", "gb18030", "euc-jp", "euc-kr", "ibm866", "macintosh", "tis-620",
      "iso-2022-kr",
      "utf-16le", "utf-32", "iso-8859-8-i", "windows-1258", "cp437", "viscii", "armscii-8", "big5-hkscs",
      "ms932",
    ] as [ByteString]
  )
  func `are known by the names of mail`(label: ByteString) {
    #expect(IconvCharsets().converter(from: label) != nil)
  }

  @Test(arguments: ["", "nonsense", "utf-8//ignore", "a b", "\u{0}", "utf-8,latin1"] as [ByteString])
  func `are no others`(label: ByteString) {
    #expect(IconvCharsets().converter(from: label) == nil)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["utf-7", "iso-2022-jp", "gb18030", "utf-16", "euc-jp", "iso-2022-kr"] as [ByteString]
  )
  func `take time in proportion to the text`(label: ByteString) throws {
    for byte in [0xFF, 0x1B, 0x2B, 0x81, 0x00] as [UInt8] {
      var converter = try #require(IconvCharsets().converter(from: label))
      var text: [UInt8] = []
      converter.convert([UInt8](repeating: byte, count: 20_000).span, isLast: true, into: &text)
      #expect(text.count <= 60_003)
    }
  }

  /// The C library knows characters beyond the last of Unicode, and labels such as `utf)8`.
  @Test(
    arguments: [
      ("ucs-4be", [0x00, 0x11, 0x00, 0x00, 0x00, 0x00, 0x00, 0x41]),
      ("ucs-4be", [0x7F, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x41]),
      ("utf)8", [0xF4, 0xA2, 0xA2, 0xA2, 0x41]),
    ] as [(ByteString, [UInt8])]
  )
  func `give nothing but UTF-8`(label: ByteString, bytes: [UInt8]) throws {
    var converter = try #require(IconvCharsets().converter(from: label))
    var text = Array("é".utf8)
    converter.convert(bytes.span, isLast: true, into: &text)
    #expect(Scan.lengthOfUTF8(in: text.span) == text.count)
    #expect(text.starts(with: Array("é\u{FFFD}".utf8)) && text.last == UInt8(ascii: "A"))
  }
}
