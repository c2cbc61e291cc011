import Bytes
import Charsets
import MIME
import Testing

@Suite struct `Text in some charset` {
  private func decode(_ bytes: [UInt8], _ label: ByteString?, piece: Int) -> String {
    var decoder = TextDecoder(label: label, charsets: IconvCharsets())
    var text: [UInt8] = []
    for start in stride(from: 0, to: max(bytes.count, 1), by: piece) {
      let end = min(start + piece, bytes.count)
      decoder.decode(bytes[start..<end].span, isLast: end == bytes.count, into: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  @Test(
    arguments: [
      ("caf\u{E9}", "iso-8859-1", "café"), ("\u{80}\u{93}x\u{94}", "latin1", "€“x”"),
      ("caf\u{C3}\u{A9}", "UTF-8", "café"),
      ("caf\u{C3}\u{A9}", nil, "café"), ("caf\u{E9}", nil, "café"), ("caf\u{E9}", "us-ascii", "café"),
      ("\u{C3}\u{A9}", "x-nonsense", "é"),
      // Labels that lie.
      ("caf\u{E9}", "utf-8", "café"), ("\u{C3}\u{A9}\u{E9}", "utf-8", "é\u{FFFD}"),
      ("\u{C3}\u{A4}\u{C3}\u{B6}\u{C3}\u{BC}", "iso-8859-1", "äöü"), ("\u{C3}\u{A4}", "iso-8859-1", "Ã¤"),
      (
        "\u{E4}\u{BD}\u{A0}\u{E5}\u{A5}\u{BD}\u{E4}\u{BD}\u{A0}\u{E5}\u{A5}\u{BD}\u{E4}\u{BD}\u{A0}\u{E5}\u{A5}\u{BD}",
        "gb2312", "你好你好你好"
      ),
      // Marks at the start.
      ("\u{EF}\u{BB}\u{BF}a", "utf-8", "a"), ("\u{FF}\u{FE}a\0", "utf-16", "a"), ("\0a", "utf-16be", "a"),
      // By the C library, under many names.
      ("\u{F0}\u{D2}", "KOI8-R", "Пр"), ("\u{CF}\u{F0}", "windows-1251", "Пр"),
      ("\u{CF}\u{F0}", "x-cp1251", "Пр"), ("\u{C4}\u{E3}", "gbk", "你"),
      ("\u{93}\u{FA}", "shift_jis", "日"), ("\u{1B}$BF|\u{1B}(B", "iso-2022-jp", "日"),
      ("\u{FE}", "iso-8859-9", "ş"), ("+AOk-", "utf-7", "é"),
      ("\u{A4}", "iso-8859-15", "€"), ("\u{C7}\u{D1}", "ks_c_5601-1987", "한"), ("\u{A4}\u{A4}", "big5", "中"),
      ("\u{C4}\u{E3}\u{C4}", "gbk", "你\u{FFFD}"),
      ("", "utf-8", ""), ("a//b", "utf-8//translit", "a//b"),
    ] as [(String, ByteString?, String)]
  )
  func `becomes UTF-8`(bytes: String, label: ByteString?, expected: String) {
    #expect(decode(latin1(bytes), label, piece: .max / 2) == expected)
  }

  @Test(
    arguments: [
      ("\u{C3}\u{A9}\u{E2}\u{82}\u{AC}\u{F0}\u{9F}\u{98}\u{80}", "utf-8", "é€😀"),
      ("\u{C4}\u{E3}\u{BA}\u{C3}", "gbk", "你好"),
      ("\u{1B}$BF|K\\\u{1B}(B", "iso-2022-jp", "日本"),
    ] as [(String, ByteString, String)]
  )
  func `may come in pieces of any size`(bytes: String, label: ByteString, expected: String) {
    for piece in 1...10 {
      #expect(decode(latin1(bytes), label, piece: piece) == expected, "in pieces of \(piece)")
    }
  }
}
