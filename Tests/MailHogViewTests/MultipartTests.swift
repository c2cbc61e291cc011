import MailHogView
import Testing

@Suite struct `A multipart as MailHog sees it` {
  @Test(arguments: [
    ("--b\r\n\r\none\r\n--b--", ["one", "--"]),
    ("--b\r\nA: b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n", ["A: b\r\n\r\none", "two", "--"]),
    // A preamble and an epilogue are parts.
    ("before\r\n--b\r\n\r\none\r\n--b--\r\nafter\r\n", ["before", "one", "--\r\nafter"]),
    // The delimiter need not begin a line.
    ("x--by--bz", ["x", "y", "z"]),
    ("--bb", ["b"]),
    // What is empty is no part; what is only line breaks is an empty one.
    ("--b--b--b", []),
    ("", []),
    ("\r\n--b\r\n--b\n\r\r\n", ["", "", ""]),
    ("no delimiter", ["no delimiter"]),
    // Only line breaks are trimmed.
    ("--b\n\r\n x \n\r\n--b", [" x "]),
  ])
  func `falls apart at every delimiter`(body: String, parts: [String]) {
    #expect(Sample("Content-Type: multipart/mixed; boundary=b\r\n\r\n\(body)").partTexts == parts)
  }

  @Test func `has parts with headers and bodies of their own, and nothing added`() throws {
    let part = "b: 2\r\nA: 1\r\n folded\r\n\r\none\r\n\r\ntwo"
    let sample = Sample("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\(part)\r\n--b--")
    let first = try #require(sample.parts?.first)
    #expect(sample.headers(of: first) == ["A: 1 folded", "b: 2"])
    #expect(sample.text(at: first.body) == "one\r\n\r\ntwo")
    #expect(first.size == part.utf8.count)
    #expect(first.multipart == nil)
  }

  @Test func `has a part without headers where trimming takes the empty line`() throws {
    let sample = Sample("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nA: b\r\n\r\n--b--")
    let first = try #require(sample.parts?.first)
    #expect(sample.headers(of: first) == [])
    #expect(sample.text(at: first.body) == "A: b")
  }

  @Test(arguments: [
    "content-type: multipart/mixed; boundary=b",
    "CONTENT-TYPE: multipart/mixed; boundary=b",
    "Content-Type: Multipart/mixed; boundary=b",
    "Content-Type:  multipart/mixed; boundary=b",
    "Content-Type: \r\n multipart/mixed; boundary=b",
    "Content-Type: text/plain; boundary=b",
    "Content-Type: multi",
    "Content-Type: multipart/mixed; boundary=b\r\nContent-Type: text/plain",
    "Content-Type2: multipart/mixed; boundary=b",
    "Subject: x",
  ])
  func `is none if its header is spelled otherwise`(header: String) {
    #expect(Sample("\(header)\r\n\r\n--b\r\n\r\none\r\n--b--").parts == nil)
  }

  @Test func `gives the part at an index`() throws {
    let sample = Sample("Content-Type: multipart/mixed; boundary=b\r\n\r\npre--b\r\n\r\none\r\n--b--")
    let multipart = try #require(sample.content.multipart)
    let data = sample.data
    let texts = (-1...3).map { index in
      multipart.part(at: index, in: data.span).map { sample.text(at: $0.text) }
    }
    #expect(texts == [nil, "pre", "one", "--", nil])
    let farAway = multipart.part(at: .max, in: data.span)
    #expect(farAway == nil)
  }

  @Test func `is taken apart at ten thousand delimiters and no more`() throws {
    let body = String(repeating: "--b\r\nx\r\n", count: 20_000)
    let sample = Sample("Content-Type: multipart/mixed; boundary=b\r\n\r\n\(body)")
    let data = sample.data
    let multipart = try #require(sample.content.multipart)
    func text(_ index: Int) -> String? {
      multipart.part(at: index, in: data.span).map { sample.text(at: $0.text) }
    }
    #expect(text(9_998) == "x")
    #expect(text(9_999)?.hasPrefix("x\r\n--b\r\nx") == true)
    #expect(text(10_000) == nil)
  }

  @Test func `counts delimiters with nothing between them`() throws {
    let body = String(repeating: "--b", count: 20_000)
    let sample = Sample("Content-Type: multipart/mixed; boundary=b\r\n\r\n\(body)")
    #expect(sample.partTexts?.map(\.count) == [3 * 10_000])
  }
}
