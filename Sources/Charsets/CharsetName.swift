import Bytes

/// What the C library calls the charsets that mail names.
///
/// Most names are the same. The exceptions are those of the WHATWG Encoding standard (section 4.2): a label means the
/// larger charset of which it is a part, because that is what senders mean by it. Charsets that browsers refuse, such as
/// UTF-7 and ISO-2022-KR, are converted: mail has them.
enum CharsetName {
  /// The C library's name for a label in lower case; nil for one that no charset can have.
  static func iconvName(of label: ByteString) -> String? {
    // A slash would give orders to iconv: `//TRANSLIT`.
    let isName = label.bytes.allSatisfy { byte in
      byte.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || "-_.:+()".utf8.contains(byte)
    }
    guard isName, !label.isEmpty, label.count <= 64 else { return nil }
    let name = label.description
    if let known = renamed[name] { return known }
    // `x-cp1251` and `cp-1251` are what some call `cp1251`.
    for prefix in ["x-cp", "cp-", "windows"] where name.hasPrefix(prefix) {
      let number = name.dropFirst(prefix.count).drop { !("0"..."9").contains($0) }
      if number.count >= 3, number.allSatisfy({ ("0"..."9").contains($0) }) { return "CP\(number)" }
    }
    return name.uppercased()
  }

  /// Names that the C library does not know, or takes for a smaller charset.
  private static let renamed: [String: String] = {
    let names: [(String, [String])] = [
      (
        "CP1254",
        [
          "iso-8859-9", "iso8859-9", "iso88599", "iso_8859-9", "iso_8859-9:1989", "iso-ir-148", "l5",
          "latin5",
        ]
      ),
      ("CP874", ["iso-8859-11", "iso8859-11", "iso885911", "tis-620", "dos-874", "windows-874"]),
      (
        "GB18030",
        [
          "gb2312", "gbk", "gb_2312-80", "gb_2312", "csgb2312", "x-gbk", "chinese", "csiso58gb231280",
          "cp936",
          "iso-ir-58", "ms936", "windows-936", "euc-cn", "gb18030",
        ]
      ),
      (
        "BIG5-HKSCS",
        ["big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5", "big-5", "cp950", "windows-950"]
      ),
      (
        "CP932",
        [
          "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "csshiftjis", "windows-31j", "ms932",
          "cp932",
        ]
      ),
      (
        "UHC",
        [
          "euc-kr", "ks_c_5601-1987", "ks_c_5601-1989", "ks_c_5601", "korean", "ksc5601", "ksc_5601",
          "cseuckr",
          "csksc56011987", "iso-ir-149", "windows-949", "cp949",
        ]
      ),
      ("EUC-JP-MS", ["euc-jp", "x-euc-jp", "cseucpkdfmtjapanese", "eucjp"]),
      ("ISO-2022-JP-2", ["iso-2022-jp", "csiso2022jp"]),
      ("MACINTOSH", ["mac", "macintosh", "x-mac-roman", "csmacintosh", "macroman"]),
      ("MAC-CYRILLIC", ["x-mac-cyrillic", "x-mac-ukrainian"]),
      ("KOI8-R", ["koi", "koi8", "koi8_r", "cskoi8r", "koi8-r"]),
      ("KOI8-U", ["koi8-ru", "koi8-u"]),
      ("UTF-16", ["utf-16", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode", "unicodefeff"]),
      ("UTF-7", ["unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "utf-7"]),
      ("ISO-8859-8", ["iso-8859-8-i", "iso-8859-8-e", "logical", "visual", "csiso88598i", "csiso88598e"]),
      ("ISO-8859-6", ["iso-8859-6-i", "iso-8859-6-e", "csiso88596i", "csiso88596e", "asmo-708"]),
      ("ISO-8859-15", ["iso8859-15", "csisolatin9", "l9", "latin-9", "latin9"]),
      ("ISO-8859-16", ["iso8859-16"]),
    ]
    return Dictionary(
      names.flatMap { name, labels in labels.map { ($0, name) } },
      uniquingKeysWith: { first, _ in first }
    )
  }()
}
