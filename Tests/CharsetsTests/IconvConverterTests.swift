import Bytes
import Charsets
import MIME
import Testing

@Suite struct `A conversion to UTF-8` {
  /// Converts pieces that end at these places, and the rest.
  private func convert(_ bytes: [UInt8], _ label: ByteString, cuts: [Int] = []) throws -> String {
    var converter = try #require(IconvCharsets().converter(from: label))
    var text: [UInt8] = []
    var start = 0
    for cut in cuts {
      converter.convert(bytes.span.extracting(start..<cut), isLast: false, into: &text)
      start = cut
    }
    converter.convert(bytes.span.extracting(start...), isLast: true, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Each label of a group, and a character that tells the charset meant from the one it is often taken for.
  @Test(
    arguments: [
      (["iso-8859-9", "latin5", "l5"], [0x80, 0xD0], "€Ğ"),
      (["iso-8859-11", "tis-620"], [0xA1, 0x85], "ก…"),
      (["gb2312", "gbk", "x-gbk", "cp936", "euc-cn"], [0x81, 0x30, 0x81, 0x30, 0xC4, 0xE3], "\u{80}你"),
      (["big5", "cn-big5", "cp950"], [0xA4, 0xA4, 0x88, 0x62], "中\u{CA}\u{304}"),
      (["shift_jis", "sjis", "x-sjis", "windows-31j"], [0x87, 0x40, 0x93, 0xFA], "①日"),
      (["euc-kr", "ks_c_5601-1987", "korean"], [0xB0, 0xA1, 0x81, 0x41], "가갂"),
      (["euc-jp", "x-euc-jp"], [0xAD, 0xA1], "①"),
      (["mac", "macintosh", "x-mac-roman"], [0x80, 0xDB], "Ä€"),
      (["x-mac-cyrillic", "x-mac-ukrainian"], [0x80], "А"), (["koi8-r", "koi8", "koi"], [0xF0], "П"),
      (["koi8-u", "koi8-ru"], [0xA4], "є"), (["iso-8859-8-i", "iso-8859-8-e", "visual"], [0xE0], "א"),
      (["iso-8859-6-i", "iso-8859-6-e", "asmo-708"], [0xC7], "ا"), (["latin-9", "l9"], [0xA4], "€"),
      (["iso8859-16"], [0xA4, 0xA6], "€Š"), (["utf-7", "unicode-1-1-utf-7"], Array("+AOk-".utf8), "é"),
      (["utf-16", "unicode", "ucs-2"], [0xFF, 0xFE, 0xE9, 0x00], "é"), (["utf-16be"], [0x00, 0xE9], "é"),
      (["windows-1251", "cp1251", "x-cp1251", "cp-1251", "windows1251"], [0xCF], "П"),
    ] as [([ByteString], [UInt8], String)]
  )
  func `goes by what senders mean by a name`(labels: [ByteString], bytes: [UInt8], text: String) throws {
    for label in labels { #expect(try convert(bytes, label) == text, "\(label)") }
  }

  @Test(
    arguments: [
      "x-cp", "x-cp12", "windows", "windows-", "windowsill", "utf-8/", "utf-16//translit",
      "utf-8\u{0}", "utf-8,", "UTF-16",
    ] as [ByteString]
  )
  func `is not begun from what is no name, or not in lower case`(label: ByteString) {
    #expect(IconvCharsets().converter(from: label) == nil)
  }

  @Test func `is not begun from a name longer than any`() {
    let long = ByteString("utf-16" + String(repeating: "-", count: 59))
    #expect(long.count == 65)
    #expect(IconvCharsets().converter(from: long) == nil)
  }

  /// What follows must not be read from the middle of a unit on.
  @Test(
    arguments: [
      ("utf-16le", [0x41, 0, 0x00, 0xD8, 0x42, 0, 0xE9, 0], "A\u{FFFD}Bé"),
      ("utf-16le", [0x41, 0, 0x00, 0xDC, 0x42, 0], "A\u{FFFD}B"),
      ("utf-16be", [0, 0x41, 0xD8, 0, 0, 0x42, 0, 0xE9], "A\u{FFFD}Bé"),
      ("utf-16be", [0xD8, 0, 0xD8, 0x3D, 0xDC, 0x37], "\u{FFFD}🐷"),
      ("utf-16", [0xFE, 0xFF, 0, 0x41, 0xDC, 0, 0, 0x42], "A\u{FFFD}B"),
      ("ucs-2", [0xFF, 0xFE, 0x00, 0xDC, 0x42, 0], "\u{FFFD}B"),
      ("utf-32le", [0x41, 0, 0, 0, 0, 0xD8, 0, 0, 0x42, 0, 0, 0], "A\u{FFFD}B"),
      ("utf-32be", [0, 0, 0xD8, 0, 0, 0, 0, 0x42], "\u{FFFD}B"),
    ] as [(ByteString, [UInt8], String)]
  )
  func `passes over half of a surrogate pair and no more`(
    label: ByteString,
    bytes: [UInt8],
    text: String
  ) throws {
    #expect(try convert(bytes, label) == text)
    for cut in 0...bytes.count { #expect(try convert(bytes, label, cuts: [cut]) == text, "cut at \(cut)") }
    #expect(try convert(bytes, label, cuts: Array(1..<bytes.count)) == text)
  }

  @Test(
    arguments: [
      ("utf-16le", [0x41, 0, 0x42], "A\u{FFFD}"), ("utf-16be", [0xD8, 0x3D], "\u{FFFD}"),
      ("gbk", [0xC4], "\u{FFFD}"),
      ("utf-32be", [0, 0, 0], "\u{FFFD}"), ("shift_jis", [0x41, 0x93], "A\u{FFFD}"), ("utf-16le", [], ""),
    ] as [(ByteString, [UInt8], String)]
  )
  func `says that the last character is cut`(label: ByteString, bytes: [UInt8], text: String) throws {
    #expect(try convert(bytes, label) == text)
    #expect(try convert(bytes, label, cuts: Array(0..<bytes.count)) == text)
  }

  @Test(
    arguments: [
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42, 0x61], "日a"),
      ("iso-2022-kr", [0x1B, 0x24, 0x29, 0x43, 0x0E, 0x47, 0x51, 0x0F, 0x61], "한a"),
      ("utf-7", Array("a+AOkg-b".utf8), "aéb"), ("euc-jp", [0xC6, 0xFC, 0x61], "日a"),
      ("gb18030", [0x81, 0x30, 0x81, 0x30, 0xFF, 0x61], "\u{80}\u{FFFD}a"),
      ("windows-1250", [0xB9, 0x61], "ąa"),
    ] as [(ByteString, [UInt8], String)]
  )
  func `is the same wherever the bytes are cut`(label: ByteString, bytes: [UInt8], text: String) throws {
    let whole = try convert(bytes, label)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        #expect(try convert(bytes, label, cuts: [first, second]) == whole, "cut at \(first) and \(second)")
      }
    }
    if !label.description.hasPrefix("utf-7") { #expect(whole == text) }
  }

  @Test func `drops a byte order mark at the start, and none behind it`() throws {
    let mark: [UInt8] = [0xFF, 0xFE]
    let text: [UInt8] = mark + mark + [0x41, 0] + mark
    #expect(try convert(text, "utf-16le") == "\u{FEFF}A\u{FEFF}")
    #expect(try convert(text, "utf-16le", cuts: Array(1..<text.count)) == "\u{FEFF}A\u{FEFF}")
    #expect(try convert([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x41], "utf-32be") == "A")
  }

  @Test func `adds to what is there and touches none of it`() throws {
    var converter = try #require(IconvCharsets().converter(from: "utf-16be"))
    var text: [UInt8] = [0xFF, 0x41]
    converter.convert([0xFE, 0xFF, 0, 0x42].span, isLast: true, into: &text)
    #expect(text == [0xFF, 0x41, 0x42])
  }

  @Test func `may be under way many times at once`() throws {
    var converters = try (0..<50).map { _ in try #require(IconvCharsets().converter(from: "iso-2022-jp")) }
    var texts = [[UInt8]](repeating: [], count: converters.count)
    for piece in [[0x1B, 0x24], [0x42, 0x46], [0x7C, 0x1B, 0x28, 0x42]] as [[UInt8]] {
      for index in converters.indices {
        converters[index].convert(piece.span, isLast: piece.count == 4, into: &texts[index])
      }
    }
    #expect(texts.allSatisfy { $0 == Array("日".utf8) })
  }
}
