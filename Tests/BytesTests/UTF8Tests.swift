import Bytes
import PropertyTesting
import Testing

@Suite struct `A character in UTF-8` {
  private func read(_ bytes: [UInt8], at index: Int = 0) -> (value: UInt32, length: Int)? {
    UTF8Scalar(in: bytes.span, at: index).map { ($0.value, $0.length) }
  }

  /// The first and the last of each length, and what stands around the surrogates.
  @Test(
    arguments: [
      "\0", "a", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{FFFF}",
      "\u{10000}",
      "\u{10FFFF}",
    ] as [Unicode.Scalar]
  )
  func `is read with its length, wherever it stands`(scalar: Unicode.Scalar) {
    let bytes = Array(String(scalar).utf8)
    for before in [[], [0x41], [0xFF]] as [[UInt8]] {
      for behind in [[], [0x42], [0x80]] as [[UInt8]] {
        let found = read(before + bytes + behind, at: before.count)
        #expect(found?.value == scalar.value && found?.length == bytes.count)
      }
    }
    for count in 0..<bytes.count where count > 0 { #expect(read(Array(bytes[..<count])) == nil) }
  }

  /// RFC 3629 section 4, and what is wrong with each.
  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2, 0x41], [0xC2, 0xC2], [0xE0, 0x9F, 0xBF],
      [0xE2, 0x28, 0xA1],
      [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80], [0xFE], [0xFF],
    ] as [[UInt8]]
  )
  func `is none of what RFC 3629 leaves out`(bytes: [UInt8]) {
    #expect(read(bytes) == nil)
    #expect(read(bytes + [0x80, 0x80, 0x80]) == nil)
  }

  @Test func `is what the standard library reads`() throws {
    let parts: [[UInt8]] = [
      [0x41], Array("é".utf8), Array("日".utf8), Array("😀".utf8), [0x80], [0xBF], [0xC3], [0xE6, 0x97],
      [0xF0, 0x9F, 0x98],
      [0xED, 0xA0, 0x80], [0xFF], [UInt8](repeating: 0x61, count: 70),
    ]
    try Property.check(runs: 400) { choices in
      let bytes = choices.list(upTo: 12) { $0.pick(parts) }.flatMap(\.self)
      let length = Scan.lengthOfUTF8(in: bytes.span)
      let isWhole = String(validating: bytes, as: UTF8.self) != nil
      guard isWhole == (length == bytes.count) else { throw Disagreement(bytes: bytes) }
      guard String(validating: bytes[..<length], as: UTF8.self) != nil else {
        throw Disagreement(bytes: bytes)
      }
      // The byte behind begins no character.
      guard length == bytes.count || UTF8Scalar(in: bytes.span, at: length) == nil else {
        throw Disagreement(bytes: bytes)
      }
    }
  }
}

private struct Disagreement: Error {
  let bytes: [UInt8]
}

@Suite struct `The length of UTF-8` {
  private func length(_ bytes: [UInt8]) -> Int { Scan.lengthOfUTF8(in: bytes.span) }

  @Test(
    arguments: [
      ([], 0), (Array("plain".utf8), 5), (Array("aé日😀".utf8), 10), ([0x41, 0xFF, 0x41], 1),
      ([0xC3, 0xA9, 0xC3], 2),
      ([0xC3, 0x41], 0), (Array("é".utf8) + [0xA9], 2),
    ] as [([UInt8], Int)]
  )
  func `ends with the last character that is one`(bytes: [UInt8], count: Int) {
    #expect(length(bytes) == count)
  }

  /// ASCII is passed over 64 bytes at a time.
  @Test(arguments: [0, 1, 62, 63, 64, 65, 127, 128, 200])
  func `sees a fault behind any number of plain bytes`(count: Int) {
    let plain = [UInt8](repeating: 0x61, count: count)
    for fault in [[0x80], [0xC3], [0xE6, 0x97], [0xED, 0xA0, 0x80]] as [[UInt8]] {
      #expect(length(plain + fault) == count)
      #expect(length(plain + fault + plain) == count)
      #expect(length(plain + Array("é".utf8) + plain + fault) == 2 * count + 2)
    }
    #expect(length(plain + Array("é".utf8) + plain) == 2 * count + 2)
  }
}

@Suite struct `The end of a piece of text` {
  private func cut(_ bytes: [UInt8]) -> Int { Scan.startOfCutCharacter(in: bytes.span) }

  @Test(arguments: ["", "a", "aé", "a日", "a😀", "aé日😀z"])
  func `cuts through no character that is whole`(text: String) {
    let bytes = Array(text.utf8)
    #expect(cut(bytes) == bytes.count)
  }

  @Test(arguments: ["é", "日", "😀"])
  func `cuts through a character wherever it ends before the last byte`(character: String) {
    let bytes = Array(character.utf8)
    for before in ["", "a", "é", "xyz"].map({ Array($0.utf8) }) {
      for count in 1..<bytes.count { #expect(cut(before + bytes[..<count]) == before.count) }
    }
  }

  /// They are no part of a character, whatever would follow.
  @Test(
    arguments: [
      [0x80], [0x80, 0x80, 0x80], [0x61, 0x80], [0xC3, 0xA9, 0x80], [0x80, 0x80, 0x80, 0x80, 0x80],
    ] as [[UInt8]]
  )
  func `does not wait for what continues nothing`(bytes: [UInt8]) {
    #expect(cut(bytes) == bytes.count)
  }

  /// What is kept for the next piece makes the pieces read as the whole.
  @Test func `leaves what makes text whole again`() {
    let bytes = Array("aé日😀b\u{10FFFF}".utf8)
    for end in 0...bytes.count {
      let start = cut(Array(bytes[..<end]))
      #expect(end - start <= 3)
      #expect(String(validating: bytes[..<start], as: UTF8.self) != nil)
      #expect(String(validating: bytes[start...], as: UTF8.self) != nil)
    }
  }
}
