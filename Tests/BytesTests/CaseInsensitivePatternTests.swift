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
  func `finds other letters by their lower case`(pattern: String, text: String) {
    #expect(occurs(ByteString(pattern), in: ByteString(text)))
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

  /// Each of these makes every place look right at both ends; a search that looks closely at each takes hours.
  @Test(.timeLimit(.minutes(1)), arguments: [3, 1_000, 60_000])
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
