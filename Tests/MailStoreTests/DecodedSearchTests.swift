import Bytes
import MailStore
import MailStoreTesting
import Testing

@Suite struct `A search for what is encoded` {
  private func finds(_ kind: MailSearch.Kind, _ text: ByteString, _ data: ByteString) -> Bool {
    MessageMatcher(MailSearch(kind: kind, text: text)).matches(.example(data: data))
  }

  private func finds(_ text: ByteString, _ data: ByteString) -> Bool { finds(.containing, text, data) }

  @Test(
    arguments: [
      ("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\n", "grüße"),
      ("Subject: =?utf-8?B?aGVsbG8gd29ybGQ=?=\r\n\r\n", "HELLO world"),
      ("X-Any: =?utf-8?q?=C3=A9t?= =?utf-8?q?=C3=A9?=\r\n\r\n", "été"),
      ("Subject: caf\u{E9}\r\n\r\n", "café"),
      ("Content-Transfer-Encoding: base64\r\n\r\naGVsbG8g\r\nd29ybGQ=", "hello world"),
      ("Content-Transfer-Encoding: quoted-printable\r\n\r\nhel=\r\nlo w=6Frld", "hello world"),
      (
        "Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n\r\n8NLJ18XU",
        "привет"
      ),
      ("Content-Type: text/html\r\n\r\n<b>hel</b>lo&nbsp;w&ouml;rld", "hello wörld"),
      ("Content-Type: text/plain; format=flowed\r\n\r\nhello \r\nworld", "hello world"),
      ("Content-Type: application/pdf; name*=utf-8''%C3%BCber%20uns.pdf\r\n\r\n", "über uns.pdf"),
      (
        "Content-Type: image/png\r\nContent-Disposition: attachment; filename=\"=?utf-8?q?=C3=BC.png?=\"\r\n\r\n",
        "ü.png"
      ),
      (
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
          + "Subject: =?utf-8?q?inn=65r?=\r\nContent-Transfer-Encoding: base64\r\n\r\nZGVlcA==\r\n--b--",
        "inner"
      ),
      (
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n"
          + "Content-Transfer-Encoding: base64\r\n\r\nZGVlcA==\r\n--b--", "deep"
      ),
    ] as [(String, ByteString)]
  )
  func `finds what a reader sees`(data: String, text: ByteString) {
    let bytes =
      data.unicodeScalars.allSatisfy { $0.value < 0x100 }
      ? ByteString(data.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }) : ByteString(data)
    #expect(finds(text, bytes))
    #expect(!finds(ByteString(text.bytes + Array("not there".utf8)), bytes))
  }

  @Test(
    arguments: [
      ("utf-8", "=CE=A3=CE=AF=CF=83=CF=85=CF=86=CE=BF=CF=82 in Congre=C5=BFs"),
      ("iso-8859-7", "=D3=DF=F3=F5=F6=EF=F2 in Congress"),
    ] as [(String, String)]
  )
  func `finds letters in each of their spellings`(charset: String, text: String) {
    let header = "Content-Type: text/plain; charset=\(charset)\r\nContent-Transfer-Encoding: quoted-printable"
    let data = ByteString("\(header)\r\n\r\n\(text)")
    for pattern in ["σίσυφοσ", "ΣΊΣΥΦΟΣ", "σίσυφος in congress", "CONGRESS", "congreſſ"] as [ByteString] {
      #expect(finds(pattern, data), "\(pattern)")
    }
    #expect(!finds("σίσυφος in congres\u{17F}e", data))
  }

  @Test func `still finds what is in the bytes`() {
    let data: ByteString =
      "Subject: =?utf-8?B?aGVsbG8=?=\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8="
    #expect(finds("=?utf-8?b?", data) && finds("agvsbg8=", data))
  }

  @Test(
    arguments: [
      ("Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=", "hello"),
      ("Content-Type: text/html\r\n\r\n<b title=hel>lo</b><script>x</script>", "hello"),
      // What is ASCII in a text is looked at before its charset: these two letters are `ſ` in UTF-8.
      (
        "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nkis=C5=BF",
        "kiss"
      ),
      ("A: =?utf-8?q?hel?=\r\nB: =?utf-8?q?lo?=\r\n\r\n", "hello"),
      ("=?utf-8?q?hello?=: x\r\n\r\n", "Hello:"),
    ] as [(ByteString, ByteString)]
  )
  func `does not find what a reader does not see`(data: ByteString, text: ByteString) {
    #expect(!finds(text, data))
  }

  @Test func `finds people by their decoded names`() {
    let data: ByteString =
      "From: =?utf-8?q?J=C3=BCrgen?= <a@b>\r\nTo: =?utf-8?q?B=C3=B6rn?= <c@d>\r\ncc: =?utf-8?q?=C3=85sa?= <e@f>\r\nBcc: Zoe <g@h>\r\n\r\n"
    #expect(finds(.from, "jürgen", data) && !finds(.to, "jürgen", data))
    for name in ["börn", "åsa", "e@f", "zoe"] as [ByteString] {
      #expect(finds(.to, name, data) && !finds(.from, name, data))
    }
  }

  /// The text lies across the end of what is decoded at once.
  @Test func `finds text wherever it stands in much of it`() {
    for filler in stride(from: 65_500, through: 65_540, by: 4) {
      let text = Array(String(repeating: "x", count: filler).utf8) + Array("wörld".utf8)
      let data = Array("Content-Transfer-Encoding: base64\r\n\r\n".utf8) + Base64.encode(text.span)
      #expect(finds("wÖrld", ByteString(data)))
    }
  }

  /// A text is looked at to its end, and laid out piece by piece.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [("html", "<i>\r\n", "<b>wör</b>ld"), ("plain; format=flowed", "x \r\n", "wör \r\nld")]
  )
  func `finds text at the end of very much of it`(type: String, unit: String, end: String) {
    let pattern: ByteString = type == "html" ? "WÖRLD" : "WÖR LD"
    for count in [10, 2_300_000] {
      var data = Array("Content-Type: text/\(type)\r\n\r\n".utf8)
      data.reserveCapacity(count * unit.utf8.count + 100)
      for _ in 0..<count { data += unit.utf8 }
      data += end.utf8
      #expect(finds(pattern, ByteString(data)))
      #expect(count > 10 || !finds("wörldx", ByteString(data)))
    }
  }

  @Test func `says the same twice`() {
    let message = StoredMessage.example(data: "Subject: =?utf-8?q?h=65llo?=\r\n\r\nplain")
    for _ in 0..<2 {
      #expect(MessageMatcher(MailSearch(kind: .containing, text: "hello")).matches(message))
      #expect(!MessageMatcher(MailSearch(kind: .containing, text: "hallo")).matches(message))
    }
  }
}
