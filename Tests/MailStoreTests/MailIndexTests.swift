import Bytes
import MailStore
import MailStoreTesting
import Testing

@Suite struct `The index of a message` {
  private func index(_ data: ByteString) -> MailIndex { StoredMessage.example(data: data).index }

  @Test func `says what a list shows`() {
    let index = index(
      """
      From: =?utf-8?q?J=C3=BCrgen?= <a@b.c>\r
      To: "Last, First" <d@e.f>, g@h.i\r
      Subject: =?utf-8?b?R3LDvMOfZQ==?=\r
      Content-Type: multipart/mixed; boundary=b\r
      \r
      --b\r
      Content-Transfer-Encoding: quoted-printable\r
      \r
      Hello\r
        w=C3=B6rld\r
      --b\r
      Content-Type: image/png\r
      \r
      PNG\r
      --b--
      """
    )
    #expect(index.subject == "Grüße" && index.sender == "Jürgen" && index.recipients == "Last, First, g@h.i")
    #expect(index.snippet == "Hello wörld" && index.attachmentCount == 1)
  }

  @Test func `counts files within the text`() {
    #expect(index("\r\nHi\r\nbegin 644 a.txt\r\n%:&5L;&\\\r\nend\r\n").attachmentCount == 1)
  }

  @Test func `takes its snippet from HTML if there is nothing else`() {
    #expect(
      index("Content-Type: text/html\r\n\r\n<style>x</style><p>Hello<p><a href=http://x>there</a>").snippet
        == "Hello there"
    )
  }

  @Test func `is empty where nothing is said`() {
    let index = index("")
    #expect(
      index.subject.isEmpty && index.sender.isEmpty && index.recipients.isEmpty && index.snippet.isEmpty
    )
    #expect(index.attachmentCount == 0)
  }

  @Test(arguments: ["x", "ä", "日", "😀"])
  func `stays small however long everything is`(character: String) {
    let text = String(repeating: character, count: 10_000)
    let message = StoredMessage.example(
      data: ByteString("Subject: \(text)\r\nFrom: \(text)\r\nTo: \(text)\r\n\r\n\(text)")
    )
    let footprint = message.footprint
    let index = message.index
    let texts = [index.subject, index.sender, index.recipients, index.snippet]
    #expect(texts.reduce(0) { $0 + $1.count } <= 1_020)
    for text in texts { #expect(text.description.allSatisfy { String($0) == character }) }
    #expect(index.snippet.description.count <= 200)
    #expect(message.footprint == footprint)
  }

  @Test func `names those who got a copy, by address where there is no name`() {
    let index = index("To: a@b\r\nCc: \"C, D\" <c@d>, =?utf-8?q?=C3=89?= <e@f>,\r\n g@h\r\nBcc: i@j\r\n\r\n")
    #expect(index.copies == "C, D, É, g@h")
    #expect(index.recipients == "a@b")
    #expect(index.sender == "" && index.subject == "")
  }

  @Test func `has only the beginning of a list of thousands`() {
    let many = (0..<5_000).map { "name\($0)@host" }.joined(separator: ", ")
    let index = index(ByteString("To: \(many)\r\nSubject: s\r\n\r\ntext"))
    #expect(index.recipients.count == 120)
    #expect(index.recipients.description.hasPrefix("name0@host, name1@host, "))
    #expect(index.subject == "s" && index.snippet == "text")
  }

  /// So that what a message takes in memory can be known before.
  @Test(arguments: [
    "From:a", "From:a\r\nTo:b", "Subject:=?utf-8?q?=F0=9F=98=80?=\r\n\r\n", "\r\n\r\nx",
    "From:=?x?q?=?= <a@b>",
    "Content-Type:text/html\r\n\r\n&mdash;&hellip;&ngE;&nGt;",
  ])
  func `has no more text than the message has bytes`(data: String) {
    let index = index(ByteString(data))
    let texts = [index.subject, index.sender, index.recipients, index.copies, index.snippet]
    #expect(texts.reduce(0) { $0 + $1.count } <= data.utf8.count)
    for text in texts { #expect(ByteString(text.description) == text, "cut at a character") }
  }

  @Test func `is another one for each difference`() {
    let parts = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n"
    let file = "--b\r\nContent-Type: image/png\r\n\r\ny\r\n"
    #expect(index(ByteString(parts + file)) != index(ByteString(parts + file + file)))
    // The same letters, in other places.
    #expect(index("From: a\r\nTo: b\r\n\r\n") != index("Subject: a\r\nTo: b\r\n\r\n"))
    #expect(index("Subject: ab\r\n\r\n") != index("Subject: a\r\n\r\nb"))
  }

  @Test func `is the same each time`() {
    let message = StoredMessage.example()
    #expect(
      message.index == message.index && message.index.subject == "example" && message.index.snippet == "text"
    )
  }
}
