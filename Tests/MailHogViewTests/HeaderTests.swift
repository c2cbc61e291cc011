import Bytes
import MailHogView
import Testing

@Suite struct `Headers as MailHog sees them` {
  @Test(arguments: [
    ("Subject: x\r\n\r\ny", ["Subject: x"]),
    ("b: 1\r\nB: 2\r\na: 3\r\nA: 4\r\n\r\n", ["A: 4", "B: 2", "a: 3", "b: 1"]),
    // A field needs a colon and a space.
    ("X-NoSpace:value\r\nX-Empty:\r\nX-Blank: \r\nX-Ok: yes\r\n\r\nx", ["X-Blank: ", "X-Ok: yes"]),
    ("a:b: c\r\n\r\n", ["a:b: c"]),
    ("http://x: y: z\r\n\r\n", ["http://x: y: z"]),
    // Values keep all their white space.
    ("Subject:   padded  \r\n\r\n", ["Subject:   padded  "]),
    // Folded lines are appended as they are.
    ("Subject: one\r\n two\r\n\tthree\r\nX: y\r\n\r\n", ["Subject: one two\tthree", "X: y"]),
    ("Subject: \r\n two\r\n\r\n", ["Subject:  two"]),
    ("Subject: a\r\n b: c\r\n\r\n", ["Subject: a b: c"]),
    ("Subject: a\r\n \r\n\r\n", ["Subject: a "]),
    // What is no field does not end the one before.
    ("Subject: a\r\njunk\r\n b\r\nmore\r\n\r\n", ["Subject: a b"]),
    (" Early: x\r\nA: b\r\n\r\n", [" Early: x", "A: b"]),
    (": nameless\r\n folded: on\r\n\r\n", [": nameless", " folded: on"]),
    ("\r\nA: b\r\n\r\n", ["A: b"]),
    // The last of a name wins, with what is folded onto it; names differ by case.
    ("X-R: one\r\nX-R: two\r\n and a half\r\nS: t\r\n\r\nx", ["S: t", "X-R: two and a half"]),
    ("X-R: one\r\nx-r: two\r\nX-R: three\r\n\r\n", ["X-R: three", "x-r: two"]),
    // Only CRLF ends a line.
    ("A: b\nC: d\rE: f\r\n\r\n", ["A: b\nC: d\rE: f"]),
    ("A: b\r\r\n\r\n", ["A: b\r"]),
  ])
  func `are split, unfolded and put in order`(text: String, headers: [String]) {
    #expect(Sample(text).headers == headers)
  }

  @Test(arguments: [
    ("A: b\r\n\r\nbody", "body"),
    ("A: b\r\n\r\n\r\n\r\n  body  \r\n\r\n\r\n", "\r\n\r\n  body  \r\n\r\n\r\n"),
    ("A: b\r\n\r\n", ""),
    ("\r\n\r\nA: b\r\n\r\n", "A: b\r\n\r\n"),
    ("", ""),
    ("no headers at all", "no headers at all"),
    ("A: b\r\nC: d\r\n", "A: b\r\nC: d\r\n"),
    ("A: b\n\nbody", "A: b\n\nbody"),
  ])
  func `end at the first empty line, and without one all is body`(text: String, body: String) {
    let sample = Sample(text)
    #expect(sample.body == body)
    #expect(sample.content.size == text.utf8.count)
    if body == text { #expect(sample.headers == []) }
  }

  @Test func `get the fields of the server's own`() {
    let sample = Sample("Subject: t\r\n\r\nx")
    #expect(
      sample.headers(of: sample.content) == [
        "Message-ID: id@host.example",
        "Received: from client by host.example (MailHog)\r\n          id id@host.example; "
          + "Thu, 01 Jan 1970 00:00:00 +0000",
        "Return-Path: <a@b.c>",
        "Subject: t",
      ]
    )
  }

  @Test(arguments: [
    ("Message-ID", "Received", "Return-Path"),
    ("message-id", "received", "return-path"),
    ("MESSAGE-ID", "rEceived", "Return-path"),
  ])
  func `keep their own id, and trace fields in front of the server's`(names: (String, String, String)) {
    let (id, received, returnPath) = names
    let sample = Sample("\(returnPath): <old@x>\r\n\(received): from a\r\n\tby b\r\n\(id): <own@x>\r\n\r\nx")
    let headers = sample.headers(of: sample.content)
    #expect(headers.count == 3)
    #expect(headers.contains("\(id): <own@x>"))
    #expect(headers.contains("\(returnPath): <old@x> | <a@b.c>"))
    #expect(headers.contains { $0.hasPrefix("\(received): from a\tby b | from client by host.example") })
  }

  @Test func `are never more than ten thousand`() {
    let fields = (0..<20_000).map { "X-\($0): y\r\n" }.joined()
    #expect(Sample(fields + "\r\nbody").headers.count == 10_000)
  }

  @Test func `may be one value of many lines`() {
    let folds = String(repeating: "\r\n x", count: 50_000)
    #expect(Sample("A: b\(folds)\r\n\r\n").headers == ["A: b" + String(repeating: " x", count: 50_000)])
  }

  @Test func `may be any bytes`() {
    let sample = Sample([0xE9, 0x00] + Array(": ".utf8) + [0xFF, 0xFE] + Array("\r\n\r\n".utf8))
    let data = sample.data
    let last = sample.content.headers.last
    #expect(last?.name(in: data.span).bytes == [0xE9, 0x00])
    #expect(last?.values(in: data.span).map(\.bytes) == [[0xFF, 0xFE]])
  }
}
