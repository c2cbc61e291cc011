import Bytes
import MailStore
import Testing

@Suite struct `A header reader` {
  /// Reads `section` wherever it stands in a message, and shows fields as `name=value` with `|` between lines.
  private func fields(of section: String, _ separator: HeaderReader.Separator) -> [String] {
    let alone = fields(of: section, separator, before: "", behind: "")
    let amid = fields(of: section, separator, before: "A: b\r\n", behind: "\r\n C: d")
    #expect(alone == amid)
    return alone
  }

  private func fields(
    of section: String,
    _ separator: HeaderReader.Separator,
    before: String,
    behind: String
  ) -> [String] {
    let bytes = Array((before + section + behind).utf8)
    let range = before.utf8.count..<before.utf8.count + section.utf8.count
    var reader = HeaderReader(range, separator: separator)
    var fields: [String] = []
    while let field = reader.next(in: bytes.span) {
      let value = field.value
      var lines = value.lines
      var texts: [String] = []
      while let line = lines.next(in: bytes.span) {
        texts.append(String(decoding: bytes[line], as: UTF8.self))
      }
      #expect(value.isFolded == (texts.count > 1))
      #expect(value.unfolded(in: bytes.span).description == texts.joined())
      fields.append("\(String(decoding: bytes[field.name], as: UTF8.self))=\(texts.joined(separator: "|"))")
    }
    let isOver = reader.next(in: bytes.span) == nil
    #expect(isOver)
    return fields
  }

  @Test(
    arguments: [
      ("", []), ("A: b", ["A=b"]), ("A: b\r\nC: d", ["A=b", "C=d"]), ("A: ", ["A="]), ("A:  b ", ["A= b "]),
      ("junk", []), ("junk\r\nA: b\r\nmore junk", ["A=b"]), ("A: b: c", ["A=b: c"]),
      ("A: b\r\n c\r\n\td", ["A=b| c|\td"]), ("A: b\r\n \r\nC: d", ["A=b| ", "C=d"]),
      ("A: b\r\n c: d", ["A=b| c: d"]), ("A: b\r\njunk\r\n c\r\njunk", ["A=b| c"]), ("A: \r\n b", ["A=| b"]),
      (" A: b", [" A=b"]), (" junk\r\n A: b\r\n c", [" A=b| c"]),
      (": b\r\n c\r\n d: e\r\n f", ["=b", " d=e| f"]),
      ("A: b\nC: d\rE: f", ["A=b\nC: d\rE: f"]), ("A: b\r", ["A=b\r"]), ("A: b\r\n", ["A=b"]),
      ("\r\n\r\nA: b\r\n\r\nC: d", ["A=b", "C=d"]),
    ] as [(String, [String])]
  )
  func `reads names, values and folds by either separator`(section: String, expected: [String]) {
    #expect(fields(of: section, .colonAndSpace) == expected)
    #expect(fields(of: section, .colon) == expected)
  }

  @Test(
    arguments: [
      ("A:b", ["A=b"], []), ("A:", ["A="], []), ("A:\tb", ["A=\tb"], []), ("A:b: c", ["A=b: c"], ["A:b=c"]),
      ("A: b\r\nC:d\r\n e", ["A=b", "C=d| e"], ["A=b| e"]), (":b\r\n c", ["=b"], []),
    ] as [(String, [String], [String])]
  )
  func `takes a colon alone for a separator or not`(section: String, colon: [String], colonAndSpace: [String])
  {
    #expect(fields(of: section, .colon) == colon)
    #expect(fields(of: section, .colonAndSpace) == colonAndSpace)
  }

  @Test(
    arguments: [
      ("A: b\r\n c:d\r\nno field", false), ("A: b:c", false), ("A:b", true), ("A: b\r\nC:", true),
      ("", false),
    ] as [(String, Bool)]
  )
  func `says whether the separator makes a difference`(section: String, expected: Bool) {
    let bytes = Array(section.utf8)
    var reader = HeaderReader(bytes.indices, separator: .colon)
    while reader.next(in: bytes.span) != nil {}
    #expect(reader.sawBareColon == expected)
  }

  @Test(arguments: [("To", true), ("to", false), ("T", false), ("To:", false), ("", false)])
  func `gives fields their exact names`(name: String, expected: Bool) {
    let bytes = Array("\(name): x".utf8)
    var reader = HeaderReader(bytes.indices, separator: .colonAndSpace)
    let isNamed = reader.next(in: bytes.span)?.isNamed("To", in: bytes.span)
    #expect(isNamed == expected)
  }
}
