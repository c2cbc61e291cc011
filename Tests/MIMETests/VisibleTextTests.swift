import Bytes
import Charsets
import MIME
import Testing

@Suite struct `The text of a part that is read in pieces` {
  private func text(
    _ message: String,
    part: Int = 0,
    onlyASCII: Bool = false,
    upTo limit: Int = .max
  ) -> String {
    let sample = Sample(bytes: latin1(message.replacing("\n", with: "\r\n")))
    var reader = VisibleText(
      sample.tree,
      part: part,
      in: sample.bytes.span,
      charsets: sample.charsets,
      onlyASCII: onlyASCII,
      upTo: limit
    )
    var text: [UInt8] = []
    while !reader.isAtEnd { reader.read(from: sample.bytes.span, into: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: [
    ("\nplain", "plain"),
    ("Content-Type: text/html\n\n<p>One<p>Two &amp; <i>three</i>", "One\n\nTwo & three"),
    ("Content-Type: text/plain; format=flowed\n\nOne \ntwo.\n", "One two.\r\n"),
    ("Content-Type: text/plain; format=flowed; delsp=yes\n\nOne \ntwo.\n", "Onetwo.\r\n"),
    ("Content-Type: text/html; format=flowed\n\na \nb", "a b"),
    ("Content-Type: text/css\n\na \nb", "a \r\nb"),
    ("Content-Type: text/plain; charset=koi8-r\n\n\u{F0}\u{D2}", "Пр"),
    ("Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: base64\n\nPGI+8NI8L2I+", "Пр"),
    ("Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9 =\nx", "café x"),
    ("Content-Type: text/html\n\n<a href='http://x.y'>here</a>", "here"), ("", ""),
    ("Content-Type: text/html\n\n", ""),
  ])
  func `is what a reader sees`(message: String, expected: String) {
    #expect(text(message) == expected)
  }

  /// A piece is 64 KB; what is cut through is put together again.
  @Test(arguments: [
    ("text/plain; charset=utf-8", "aé日", "aé日"), ("text/html", "<b>é</b> &amp; ", "é & "),
    ("text/plain; format=flowed", "word \n", "word "), ("text/plain; charset=utf-16be", "\0a", "a"),
  ])
  func `is whole however many pieces there are`(type: String, unit: String, expected: String) {
    let count = 40_000
    let content = String(repeating: unit, count: count)
    let encoded = Base64.encode(Array(content.replacing("\n", with: "\r\n").utf8).span)
    let message =
      "Content-Type: \(type)\nContent-Transfer-Encoding: base64\n\n"
      + String(decoding: encoded, as: UTF8.self)
    let whole = text(message)
    #expect(whole.utf8.count >= count * expected.utf8.count - 1)
    #expect(whole.hasPrefix(expected + expected) && !whole.contains("\u{FFFD}"))
  }

  @Test func `ends where enough of it was looked at`() {
    let long = String(repeating: "0123456789", count: 50_000)
    for limit in [1, 10, 1_000, 100_000] {
      let start = text("\n" + long, upTo: limit)
      #expect(long.hasPrefix(start))
      #expect(start.utf8.count >= min(limit, 3) && start.utf8.count <= limit + 3)
    }
    #expect(text("Content-Type: text/html\n\n<p>" + long, upTo: 1_000).utf8.count <= 1_000)
    #expect(text("Content-Type: text/html\n\n<b>bold</b>" + long, upTo: 11) == "bold")
  }

  /// Whoever looks for ASCII need not wait until the rest is decoded.
  @Test func `may have anything for letters beyond ASCII where they do not matter`() {
    let latin = text("Content-Type: text/plain; charset=iso-8859-1\n\ncaf\u{E9} x", onlyASCII: true)
    #expect(latin.hasPrefix("caf") && latin.hasSuffix(" x"))
    // Not where ASCII itself is something else.
    #expect(text("Content-Type: text/plain; charset=utf-7\n\n+AOk- x", onlyASCII: true) == "é x")
    #expect(text("Content-Type: text/html\n\ncaf&eacute; <b>x</b>", onlyASCII: true) == "café x")
  }
}

@Suite struct `A message that reads differently` {
  private func readsDifferently(_ message: String) -> Bool {
    let sample = Sample(bytes: latin1(message.replacing("\n", with: "\r\n")))
    return sample.tree.readsDifferently(in: sample.bytes.span, charsets: sample.charsets)
  }

  @Test(arguments: [
    "Subject: =?utf-8?q?a?=\n\nx", "Content-Type: text/plain; name*=utf-8''x\n\nx", "Subject: caf\u{E9}\n\nx",
    "Content-Type: text/html\n\nx", "Content-Type: text/plain; format=flowed\n\nx", "\ncaf\u{E9}",
    "Content-Transfer-Encoding: base64\n\naGk=", "Content-Transfer-Encoding: quoted-printable\n\nx",
    "Content-Type: text/plain; charset=koi8-r\n\nx",
    "Content-Type: text/plain; charset=latin1\n\nn\u{C3}\u{A9}",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: text/html\n\nx\n--b--",
  ])
  func `has something that is encoded, or is HTML, or in another charset`(message: String) {
    #expect(readsDifferently(message))
  }

  @Test(arguments: [
    "", "\nplain", "Subject: caf\u{C3}\u{A9}\n\ncaf\u{C3}\u{A9}",
    "Content-Type: text/plain; charset=us-ascii\n\nx",
    "Content-Type: text/plain; charset=latin1\n\nx",
    "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\naGk=",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--", "Content-Type: text/css\n\nx",
  ])
  func `has nothing of that kind where it reads as it stands`(message: String) {
    #expect(!readsDifferently(message))
    let sample = Sample(bytes: latin1(message.replacing("\n", with: "\r\n")))
    for (index, part) in sample.tree.parts.enumerated() where part.kind == .leaf && part.media != .other {
      #expect(sample.decoded(index) == sample.text(part.body))
    }
  }
}
