import Bytes
import MIME
import Testing

@Suite struct `The tree of a message` {
  @Test func `has one part when there is no multipart`() {
    let sample = Sample("Subject: x\nTo: y\n\nbody\n")
    #expect(sample.bodies == ["body\r\n"])
    #expect(sample.text(sample.tree.root.header) == "Subject: x\r\nTo: y")
    #expect(sample.tree.defects.isEmpty)
  }

  @Test(
    arguments: [
      ("", "", ""), ("\n", "", ""), ("\nbody", "", "body"), ("A: b", "A: b", ""), ("A: b\n", "A: b", ""),
      ("A: b\n\n", "A: b", ""), ("no field\nx", "", "no field\r\nx"), ("A: b\nno field", "A: b", "no field"),
      ("From me Thu 12:00\nA: b\n\nc", "A: b", "c"), (" fold\nA: b\n\nc", " fold\r\nA: b", "c"),
      ("A : b\n\nc", "A : b", "c"), ("A: b\n c\n\nd", "A: b\r\n c", "d"), (": b\n\nc", ": b", "c"),
    ] as [(String, String, String)]
  )
  func `splits header and body`(text: String, header: String, body: String) {
    let sample = Sample(text)
    #expect(sample.text(sample.tree.root.header) == header)
    #expect(sample.bodies == [body])
  }

  private static let nested = """
    Content-Type: multipart/mixed; boundary="out"

    preamble
    --out
    Content-Type: multipart/alternative; boundary=in

    --in
    Content-Type: text/plain

    plain
    --in
    Content-Type: text/html

    <p>html
    --in--
    epilogue
    --out
    Content-Type: message/rfc822

    Subject: inner
    Content-Type: multipart/mixed; boundary=deep

    --deep

    deepest
    --deep--
    --out--
    after
    """

  @Test func `lists every part before what is in it`() {
    let sample = Sample(Self.nested)
    #expect(sample.tree.parts.map(\.depth) == [0, 1, 2, 2, 1, 2, 3])
    #expect(sample.tree.parts.map(\.parent) == [nil, 0, 1, 1, 0, 4, 5])
    #expect(sample.tree.parts.map(\.end) == [7, 4, 3, 4, 7, 7, 7])
    #expect(sample.tree.children(of: 0) == [1, 4])
    #expect(sample.tree.children(of: 1) == [2, 3])
    #expect(sample.bodies[2] == "plain" && sample.bodies[3] == "<p>html" && sample.bodies[6] == "deepest")
    #expect(sample.tree.defects.isEmpty)
  }

  @Test func `reads lines that end with LF alone`() {
    let sample = Sample(bytes: Array(Self.nested.utf8))
    #expect(sample.tree.parts.count == 7 && sample.bodies[2] == "plain")
    #expect(sample.tree.defects.map(\.kind) == [.bareLineFeed])
  }

  /// Whatever is cut off, parts lie within their parents and in order.
  @Test func `is well formed wherever the message ends`() {
    let bytes = Array(Self.nested.replacing("\n", with: "\r\n").utf8)
    for count in 0...bytes.count {
      let tree = Sample(bytes: Array(bytes[..<count])).tree
      for (index, part) in tree.parts.enumerated() {
        #expect(part.end > index && part.end <= tree.parts.count)
        #expect(part.header.upperBound <= part.body.lowerBound && part.body.upperBound <= count)
        guard let parent = part.parent else { continue }
        #expect(tree.parts[parent].body.lowerBound <= part.header.lowerBound && parent < index)
        #expect(
          tree.parts[parent].body.upperBound >= part.body.upperBound && tree.parts[parent].end >= part.end
        )
      }
    }
  }

  @Test(
    arguments: [
      ("A: b\nText", [.missingBlankLine]), (" x\nA: b\n\n", [.strayFold]),
      ("To: a\nTO: b\n\n", [.duplicateField]),
      ("X: a\nX: b\n\n", []), ("Content-Type: multipart/mixed\n\n", [.missingBoundary]),
      ("Content-Type: multipart/mixed; boundary=b\n\nx", [.absentBoundary]),
      ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx", [.missingEndBoundary]),
      ("Content-Type: multipart/mixed; boundary=b\n\n--b--", []),
      ("Content-Transfer-Encoding: rot13\n\n", [.unknownEncoding]),
      (
        "Content-Transfer-Encoding: base64\nContent-Type: multipart/x; boundary=b\n\n--b--",
        [.encodedMultipart]
      ),
    ] as [(String, [Defect.Kind])]
  )
  func `says what is wrong`(text: String, expected: [Defect.Kind]) {
    #expect(Sample(text).tree.defects.map(\.kind) == expected)
  }

  @Test(
    arguments: [
      ("A: \u{E9}\r\n\r\n", [.eightBitHeader], [3]), ("A: \u{C3}\u{A9}\r\n\r\n", [], []),
      ("A: b\r\n\r\n\0", [.null], [8]),
      ("A: b\r\n\r\nc\nd", [.bareLineFeed], [9]),
      ("Content-Transfer-Encoding: base64\r\n\r\naGk!=", [.badBase64], [40]),
      ("Content-Transfer-Encoding: base64\r\n\r\naGk", [.cutBase64], [40]),
      ("Content-Transfer-Encoding: quoted-printable\r\n\r\na=41=x", [.badQuotedPrintable], [51]),
      ("Content-Transfer-Encoding: quoted-printable\r\n\r\na=\r\n", [], []),
    ] as [(String, [Defect.Kind], [Int])]
  )
  func `says what is wrong with the content`(text: String, kinds: [Defect.Kind], offsets: [Int]) {
    let sample = Sample(bytes: latin1(text))
    let defects = sample.tree.contentDefects(in: sample.bytes.span)
    #expect(defects.map(\.kind) == kinds && defects.map(\.offset) == offsets)
  }

  @Test func `takes the first of two fields`() {
    let sample = Sample("Content-Type: text/html\nContent-Type: text/plain\n\nx")
    #expect(sample.tree.root.media == .html)
    #expect(sample.tree.defects == [Defect(.duplicateField, at: 25)])
  }

  @Test(
    arguments: [
      ("--b \n\none\n--b--\t", ["one"]), ("--b\n\none\n--bb\ntwo\n--b--", ["one\r\n--bb\r\ntwo"]),
      ("--b\n\none\n--b-\n--b--", ["one\r\n--b-"]), ("--b\n\n--b\n\n--b--", ["", ""]),
      ("--b\nA: x\n--b--", [""]),
      ("--b\nno field\n--b--", ["no field"]), (" --b\n\n--b\n\none\n--b--\n--b\n\ntwo", ["one"]),
    ] as [(String, [String])]
  )
  func `splits at lines that are the boundary`(body: String, expected: [String]) {
    let sample = Sample("Content-Type: multipart/mixed; boundary=b\n\n\(body)")
    #expect(sample.bodies.dropFirst().map { $0 } == expected)
  }

  @Test func `ends inner parts at an outer boundary`() {
    let sample = Sample(
      """
      Content-Type: multipart/mixed; boundary=a

      --a
      Content-Type: multipart/mixed; boundary=b

      --b

      one
      --a

      two
      --a--
      """
    )
    #expect(sample.tree.parts.map(\.depth) == [0, 1, 2, 1])
    #expect(sample.bodies[2] == "one" && sample.bodies[3] == "two")
    #expect(sample.tree.defects.map(\.kind) == [.missingEndBoundary])
  }

  @Test func `keeps an empty part within the parts it is in`() {
    let sample = Sample(
      "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n--a--"
    )
    #expect(sample.tree.parts.map(\.depth) == [0, 1, 2])
    #expect(sample.tree.parts[1].body.upperBound == sample.tree.parts[2].body.upperBound)
  }

  @Test func `takes parts of a digest for messages`() {
    let sample = Sample(
      "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nx\n--b\nContent-Type: text/plain\n\ny\n--b--"
    )
    #expect(sample.tree.parts.map(\.kind) == [.multipart(.digest), .message, .leaf, .leaf])
  }

  @Test func `leaves an encoded message whole`() {
    let sample = Sample(
      "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogaGkNCg0KYm9keQ=="
    )
    #expect(sample.tree.parts.map(\.kind) == [.leaf])
    #expect(sample.content(0) == "Subject: hi\r\n\r\nbody")
  }
}
