import Bytes
import Testing

@Suite struct `A case-insensitive pattern` {
  private func occurs(_ pattern: ByteString, in text: ByteString) -> Bool {
    occurs(CaseInsensitivePattern(pattern), in: text.bytes)
  }

  private func occurs(_ pattern: CaseInsensitivePattern, in bytes: [UInt8]) -> Bool {
    pattern.occurs(in: bytes.span)
  }

  @Test(arguments: [
    ("abc", "abc"), ("abc", "xABCx"), ("ABC", "xxaBc"), ("a", "A"), ("@", "a@b"), ("a b", "x A B"),
    ("[x]", "[X]"),
    ("", ""), ("", "abc"), ("ab", "aab"), ("aab", "aaab"), ("z{", "Z{"), ("a@", "A@"),
    ("zebra crossing", "A ZEBRA crosSing"),
  ])
  func `finds ASCII in any case`(pattern: String, text: String) {
    #expect(occurs(ByteString(pattern), in: ByteString(text)))
  }

  @Test(arguments: [
    ("abc", "ab"), ("abc", ""), ("a", "b"), ("abc", "abd"), ("abc", "xbc"), ("@", "`"), ("`", "@"),
    ("[", "{"),
    ("{", "["), ("abcd", "axcd"), ("a", "\u{E1}"),
  ])
  func `finds nothing else`(pattern: String, text: String) {
    #expect(!occurs(ByteString(pattern), in: ByteString(text)))
  }

  /// Lengths around those of the blocks in which places are tried.
  @Test(arguments: [1, 2, 3, 15, 16, 17, 63, 64, 65, 66, 130, 200])
  func `finds a text at every place`(length: Int) {
    for needle in ["Q", "qZ", "Needle"] as [ByteString] where needle.count <= length {
      let pattern = CaseInsensitivePattern(needle)
      let hay = [UInt8](repeating: UInt8(ascii: "n"), count: length)
      #expect(!occurs(pattern, in: hay))
      for place in 0...length - needle.count {
        var bytes = hay
        bytes.replaceSubrange(place..<place + needle.count, with: needle.bytes)
        #expect(occurs(pattern, in: bytes), "\(needle) at \(place) of \(length)")
      }
    }
  }

  @Test func `agrees with a plain search about short texts`() {
    let alphabet = Array("aAbB".utf8)
    func texts(_ length: Int) -> [[UInt8]] {
      length == 0 ? [[]] : texts(length - 1).flatMap { text in alphabet.map { text + [$0] } }
    }
    for needle in (1...3).flatMap(texts) {
      let pattern = CaseInsensitivePattern(ByteString(needle))
      let folded = needle.map(\.asciiLowercased)
      for hay in texts(5) {
        let lower = hay.map(\.asciiLowercased)
        let expected = (0...lower.count - folded.count).contains { lower[$0...].starts(with: folded) }
        #expect(occurs(pattern, in: hay) == expected)
      }
    }
  }

  @Test(arguments: [
    ("straße", "Die STRAßE"), ("ÉTÉ", "l'été"), ("почта", "ПОЧТА"), ("ΑΒΓ", "αβγ"), ("ß", "ẞ"),
    ("å", "\u{212B}"),
    ("Ⱥ", "ⱥ"), ("ⱥb", "ȺB"), ("日本", "日本語"), ("𐐀", "𐐨"), ("í", "İ́"), ("é", "xÉ"),
  ])
  func `finds other letters in any case`(pattern: String, text: String) {
    #expect(occurs(ByteString(pattern), in: ByteString(text)))
    #expect(occurs(ByteString(text), in: ByteString(text)))
  }

  /// All that Unicode's simple folding makes the same though their lower case differs.
  @Test(arguments: [
    "sSſ", "kK\u{212A}", "åÅ\u{212B}", "µμΜ", "σςΣ", "ιΙ\u{345}\u{1FBE}", "βΒϐ", "εΕϵ", "θΘϑϴ", "κΚϰ", "πΠϖ",
    "ρΡϱ",
    "φΦϕ", "ωΩ\u{2126}", "ṡṠẛ", "ßẞ", "ǆǅǄ", "вВ\u{1C80}", "тТ\u{1C84}\u{1C85}", "ꙋꙊ\u{1C88}",
    "\u{13A0}\u{AB70}",
    "\u{10D0}\u{1C90}", "\u{1FD3}\u{390}", "\u{1FE3}\u{3B0}", "\u{FB05}\u{FB06}", "\u{118A0}\u{118C0}",
  ])
  func `takes all spellings of a letter for one`(spellings: String) {
    let texts = spellings.unicodeScalars.map { "x\($0)y" }
    for pattern in texts {
      for text in texts {
        #expect(occurs(ByteString(pattern), in: ByteString("- \(text)")), "\(pattern) in \(text)")
      }
    }
  }

  /// MailHog compares lower case.
  @Test func `finds every letter by its lower case`() {
    for value in 0..<0x2_0000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenLowercased,
        let lower = scalar.properties.lowercaseMapping.unicodeScalars.first
      else { continue }
      #expect(occurs(ByteString("\(scalar)"), in: ByteString("\(lower)")), "\(scalar)")
      #expect(occurs(ByteString("\(lower)"), in: ByteString("\(scalar)")), "\(scalar)")
    }
  }

  @Test(arguments: [
    ("kiss", "\u{212A}Iſſ"), ("istanbul", "İSTANBUL"), ("İstanbul", "istanbul"),
    ("mask of zorro", "Maſk of Zorro"),
    ("abcs", "é abcſ"), ("sabc", "ſabc é"), ("s", "ſ"), ("ſ", "S"), ("skis", "sk\u{212A}iſ skİſ"),
  ])
  func `finds ASCII in letters beyond it`(pattern: String, text: String) {
    #expect(occurs(ByteString(pattern), in: ByteString(text)))
  }

  @Test(arguments: [
    ("i", "ı"), ("ı", "I"), ("ss", "ß"), ("ss", "ẞ"), ("kiss", "\u{212A}Iſz"), ("fi", "\u{FB01}"),
    ("\u{FB01}", "fi"),
    ("mask of zorro", "Maſk of zebra"), ("e", "è"),
  ])
  func `does not take two letters for one, nor one for two`(pattern: String, text: String) {
    #expect(!occurs(ByteString(pattern), in: ByteString(text)))
  }

  /// A search is fast because it looks for a part of the text first that has no letters beyond ASCII.
  @Test(arguments: [
    ("zebra", true, true), ("zebras", true, false), ("kiss", true, false), ("ZÉBRA", true, false),
    ("ÉT", false, false),
    ("ab", true, true), ("abs", true, false),
  ])
  func `knows what can only be ASCII`(text: String, isAnchored: Bool, isASCII: Bool) {
    let pattern = CaseInsensitivePattern(ByteString(text))
    #expect(pattern.isAnchored == isAnchored && pattern.isASCII == isASCII)
    for (other, mayOccur) in [(text.uppercased(), true), ("nothing of it: é", !isAnchored)] {
      let bytes = Array(other.utf8)
      #expect(pattern.mayOccur(inASCIIOf: bytes.span) == mayOccur)
    }
  }

  @Test func `may be where a letter of it is spelt beyond ASCII`() {
    let pattern = CaseInsensitivePattern("kiss")
    for (text, mayOccur) in [("a K\u{212A}iſs", true), ("an i", false), ("ſ", true), ("é", false)] {
      let bytes = Array(text.utf8)
      #expect(pattern.mayOccur(inASCIIOf: bytes.span) == mayOccur)
      #expect(occurs("", in: ByteString(text)))
    }
  }

  @Test(arguments: [
    ("é", "e"), ("é", "è"), ("ß", "ss"), ("é", "e\u{301}"), ("日", "本"), ("aé", "éa"), ("é", ""),
  ])
  func `does not make different letters equal`(pattern: String, text: String) {
    #expect(!occurs(ByteString(pattern), in: ByteString(text)))
  }

  @Test func `takes bytes that are not UTF-8 for themselves`() {
    #expect(occurs(ByteString([0xE9]), in: ByteString([0x41, 0xE9, 0x42])))
    #expect(occurs(ByteString([0x61, 0xE9]), in: ByteString([0x41, 0xE9])))
    #expect(!occurs(ByteString([0xE9]), in: ByteString([0xC9])))
    #expect(!occurs(ByteString([0xE9]), in: "\u{FFFD}"))
    // A surrogate, an overlong form, a cut character and a byte that begins none.
    for bytes in [[0xED, 0xA0, 0x80], [0xC0, 0x80], [0xE2, 0x84], [0xFF], [0xF4, 0x90, 0x80, 0x80]]
      as [[UInt8]]
    {
      #expect(occurs(ByteString(bytes), in: ByteString([0x41] + bytes + [0x41])))
      #expect(occurs(ByteString(Array("é".utf8) + bytes), in: ByteString(Array("É".utf8) + bytes)))
    }
  }

  /// Text is folded in pieces of 16 KB.
  @Test func `finds what lies across two pieces`() {
    let needle: ByteString = "xÉabcdefgh"
    for place in 16_360...16_400 {
      var bytes = Array("é".utf8) + [UInt8](repeating: UInt8(ascii: "-"), count: 20_000)
      bytes.replaceSubrange(place..<place + needle.count, with: Array("XéABCDEFGH".utf8))
      #expect(occurs(CaseInsensitivePattern(needle), in: bytes), "at \(place)")
    }
  }

  @Test func `finds what lies behind much plain text`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000) + Array("É".utf8)
    #expect(occurs("aaaé", in: ByteString(bytes)))
    #expect(!occurs("abaé", in: ByteString(bytes)))
    #expect(!occurs("éa", in: ByteString(bytes)))
  }

  /// One has to begin to fold before the place at which the search of ASCII gives up.
  @Test func `finds what begins before much that is nearly it`() {
    let nearly = [UInt8](repeating: UInt8(ascii: "a"), count: 5_000)
    let needle = Array("ſ".utf8) + nearly + Array("s".utf8)
    let pattern = CaseInsensitivePattern(ByteString(Array("s".utf8) + nearly + Array("s".utf8)))
    #expect(occurs(pattern, in: needle + nearly))
    #expect(occurs(pattern, in: nearly + needle))
    #expect(!occurs(pattern, in: nearly + needle.dropLast() + nearly))
  }

  /// Each of these makes every place look right at both ends; a search that looks closely at each takes hours.
  @Test(.timeLimit(.minutes(10)), arguments: [3, 1_000, 60_000])
  func `is not slowed down by text made for it`(length: Int) {
    let hay = [UInt8](repeating: UInt8(ascii: "a"), count: 4_000_000)
    var needle = [UInt8](repeating: UInt8(ascii: "A"), count: length)
    needle[length / 2] = UInt8(ascii: "b")
    let pattern = CaseInsensitivePattern(ByteString(needle))
    #expect(!occurs(pattern, in: hay))
    #expect(occurs(pattern, in: hay + needle))
    #expect(occurs(pattern, in: hay + needle + hay))
  }
}
