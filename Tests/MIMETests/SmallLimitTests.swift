import Bytes
import MIME
import Testing

@Suite struct `A tree with small limits` {
  private func limits(depth: Int = 100, parts: Int = 10_000, defects: Int = 1_000) -> TreeLimits {
    var limits = TreeLimits()
    (limits.depth, limits.parts, limits.defects) = (depth, parts, defects)
    return limits
  }

  private static let three =
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b\n\nthree\n--b--\n"

  @Test(arguments: [
    (1, 1, ["--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b\r\n\r\nthree\r\n--b--\r\n"]),
    (2, 2, ["one"]),
    (3, 3, ["one", "two"]), (4, 4, ["one", "two", "three"]),
    (5, 4, ["one", "two", "three"]),
  ])
  func `has no more parts than they say, and leaves the rest whole`(limit: Int, count: Int, leaves: [String])
  {
    let sample = Sample(Self.three, limits: limits(parts: limit))
    #expect(sample.tree.parts.count == count)
    #expect(zip(sample.tree.parts, sample.bodies).filter { $0.0.kind == .leaf }.map(\.1) == leaves)
    #expect(sample.tree.defects.contains { $0.kind == .tooManyParts || $0.kind == .tooDeep } == (limit < 4))
  }

  @Test(arguments: [0, 1, 2, 3])
  func `is no deeper than they say`(depth: Int) {
    let nested =
      (0..<4).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined() + "\nend\n"
    let sample = Sample(nested, limits: limits(depth: depth))
    #expect(sample.tree.parts.map(\.depth) == Array(0...depth))
    #expect(sample.tree.parts.last?.kind == .leaf)
    #expect(sample.tree.defects.map(\.kind).contains(.tooDeep))
  }

  @Test(arguments: [0, 1, 2])
  func `tells as many defects as they say`(count: Int) {
    let sample = Sample("To: a\nTo: b\nTo: c\nTo: d\n\nx", limits: limits(defects: count))
    #expect(sample.tree.defects.count == count)
    #expect(sample.tree.defects.allSatisfy { $0.kind == .duplicateField })
  }

  @Test func `tells defects at the places where they show`() {
    let sample = Sample(bytes: Array("To: a\r\nTo: b\r\nnot a field\nx".utf8))
    #expect(
      sample.tree.defects == [
        Defect(.duplicateField, at: 7), Defect(.bareLineFeed, at: 25), Defect(.missingBlankLine, at: 14),
      ]
    )
  }

  @Test func `has a word for each defect, which programs go by`() {
    #expect(Set(Defect.Kind.allCases.map(\.rawValue)).count == Defect.Kind.allCases.count)
    for kind in Defect.Kind.allCases {
      #expect(kind.rawValue.allSatisfy { $0 == "-" || $0.isLowercase || $0.isNumber }, "\(kind)")
    }
  }
}

@Suite struct `A snippet` {
  private func make(_ bytes: [UInt8]) -> String { Snippet.make(of: bytes.span).description }

  @Test(arguments: [
    ("a\0b\tc\r\nd\u{7F}e", "a b c d e"), ("\u{A0}\u{A0}a\u{A0} \u{A0}b\u{A0}", "a b"), (" \r\n\t ", ""),
    ("日 本", "日 本"),
    ("a\u{301}", "a\u{301}"),
  ])
  func `has one space for each run of white space, and none around it`(text: String, expected: String) {
    #expect(make(Array(text.utf8)) == expected)
  }

  @Test(arguments: ["a", "é", "日", "😀"])
  func `has 200 characters at the most, whatever their size`(character: String) {
    for count in [199, 200, 201, 1_000] {
      let text = String(repeating: character, count: count)
      #expect(make(Array(text.utf8)) == String(repeating: character, count: min(count, 200)))
    }
    // A space is a character, and none stands at the end.
    let spaced = make(Array(String(repeating: "\(character) ", count: 300).utf8))
    #expect(spaced == String(repeating: "\(character) ", count: 99) + character)
  }

  @Test func `looks no further than it is long`() {
    let text = Array("start ".utf8) + [UInt8](repeating: 0x78, count: 10_000_000)
    #expect(make(text).utf8.count == 200)
  }
}
