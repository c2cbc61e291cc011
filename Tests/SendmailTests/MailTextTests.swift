import Bytes
import Sendmail
import Testing

@Suite struct `A mail for sendmail` {
  @Test(arguments: [
    "", "no header here", "no header here\n\nbody", " X: y\n\n", "X y\n\nbody", ": y\n\n", "X: y\nz\n\n",
    "\u{0}: y\n",
    "A name: y\n\n", "Ü: y\n\n", "\r", "X",
  ])
  func `needs a header section`(text: String) {
    #expect(MailText(Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    "X: y\n\nbody", "X: y\r\n\r\nbody", "X: y\n", "X: y", "X:", "X:y\n z\n\n", "\nbody", "\r\nbody",
    "X : y\n\n", "X:\n",
    "X: ü\n\n", "X: y\n\nno: header\nhere",
  ])
  func `may have a small one, or one that is empty`(text: String) {
    #expect(MailText(Array(text.utf8))?.bytes == Array(text.utf8))
  }

  @Test(arguments: ["\n", "\r\n"])
  func `names its recipients in any case, on several lines and in several fields`(lineEnd: String) throws {
    let lines = [
      "To: a@x,", "\tb@x", "Subject: To: c@x", "cC: d@x", "TO : e@x", "Bcc:", " f@x,", " ", " g@x", "",
      "To: h@x",
    ]
    let mail = try #require(MailText(Array(lines.joined(separator: lineEnd).utf8)))
    #expect(mail.addresses(in: "to").map(\.description) == ["a@x", "b@x", "e@x"])
    #expect(
      mail.addresses(in: "to", "cc", "bcc").map(\.description) == ["a@x", "b@x", "d@x", "e@x", "f@x", "g@x"]
    )
    #expect(mail.addresses(in: "x") == [])
  }

  @Test(
    arguments: [
      ("To: a\nBcc: b,\n c\nbcc: d\nX: y\n\nBcc: e", "To: a\nX: y\n\nBcc: e"), ("Bcc: a\r\n\r\nb", "\r\nb"),
      ("Bcc: a", ""),
      ("X: y\nBcc: a", "X: y\n"), ("X-Bcc: y\nBcc2: z\n\n", "X-Bcc: y\nBcc2: z\n\n"),
      ("\nBcc: a", "\nBcc: a"),
    ]
  )
  func `keeps all else when a field is taken out`(text: String, expected: String) throws {
    let mail = try #require(MailText(Array(text.utf8)))
    #expect(String(decoding: mail.bytes(without: "bcc"), as: UTF8.self) == expected)
  }
}
