import Bytes
import MIME
import Testing

@Suite struct `The bodies of a message` {
  /// A multipart of parts given as type and content.
  private func multipart(_ kind: String, _ parts: [String], boundary: String = "b") -> String {
    "Content-Type: multipart/\(kind); boundary=\(boundary)\n\n"
      + parts.map { "--\(boundary)\n\($0)\n" }.joined() + "--\(boundary)--\n"
  }

  private let plain = "Content-Type: text/plain\n\nplain"
  private let html = "Content-Type: text/html\n\n<b>html</b>"
  private let image = "Content-Type: image/png\nContent-ID: <i@x>\n\nPNG"
  private let file =
    "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=b.txt\n\nfile"

  private func choice(_ message: String) -> [String?] {
    let sample = Sample(message)
    return [sample.chosen.text, sample.chosen.html].map { $0.map(sample.content) }
  }

  @Test func `are chosen as mail clients do`() {
    #expect(choice(plain) == ["plain", nil])
    #expect(choice(html) == [nil, "<b>html</b>"])
    #expect(choice("\nno header") == ["no header", nil])
    #expect(choice(multipart("alternative", [plain, html])) == ["plain", "<b>html</b>"])
    #expect(
      choice(multipart("mixed", [file, plain, "Content-Type: text/plain\n\nsecond"])) == ["plain", nil]
    )
    #expect(
      choice(multipart("alternative", [plain, "Content-Type: text/plain\n\nbetter"])) == ["better", nil]
    )
    let related = multipart("related", [html, "Content-Type: text/html\n\nframe", image], boundary: "r")
    #expect(choice(multipart("alternative", [plain, "X: y\n\n"])) == ["plain", nil])
    #expect(choice(multipart("alternative", [plain, related])) == ["plain", "<b>html</b>"])
    #expect(
      choice(multipart("mixed", ["Content-Type: message/rfc822\n\n\(plain)", html])) == [nil, "<b>html</b>"]
    )
    #expect(choice(file) == [nil, nil])
    #expect(choice(multipart("mixed", ["Content-Type: text/plain; name=x.txt\n\nshown"])) == ["shown", nil])
  }

  @Test func `leave the attachments`() {
    let related = multipart("related", [html, image], boundary: "r")
    let calendar = "Content-Type: text/calendar\n\nBEGIN"
    let alternative = multipart(
      "alternative",
      [plain, "Content-Type: text/x-amp-html\n\namp", related, calendar],
      boundary: "a"
    )
    let sample = Sample(multipart("mixed", [alternative, file, "Content-Type: message/rfc822\n\n\(plain)"]))
    #expect(sample.attachments.map(\.type) == ["image/png", "text/calendar", "text/plain", "message/rfc822"])
    #expect(sample.attachments.map(\.name) == ["", "", "b.txt", ""])
    #expect(sample.attachments.map(\.isInline) == [true, false, false, false])
    #expect(sample.attachments[0].contentID == "i@x")
  }

  @Test(
    arguments: [
      ("a.txt", "a.txt"), ("/etc/passwd", "passwd"), ("..\\..\\evil.exe", "evil.exe"),
      ("C:\\dir\\f.doc", "f.doc"), ("..", ""),
      (".", ""), ("a/", ""), ("a\u{7}b", "ab"), (".profile", ".profile"), ("  a ", "a"),
    ]
  )
  func `have attachments with names that are no paths`(name: String, expected: String) {
    let sample = Sample(
      "Content-Type: application/x\nContent-Disposition: attachment; filename=\"\(name)\"\n\nx"
    )
    #expect(sample.attachments.map(\.name.description) == [expected])
  }

  @Test func `have attachments with names that file systems take`() {
    let name = String(repeating: "ä", count: 200)
    let sample = Sample("Content-Type: application/x; name=\"\(name)\"\n\nx")
    #expect(sample.attachments.map(\.name.description) == [String(repeating: "ä", count: 127)])
  }

  @Test func `recognise what only Outlook reads`() {
    let mark = "Content-Transfer-Encoding: base64\n\neJ8+IgEA"
    #expect(
      Sample("Content-Type: application/octet-stream; name=winmail.dat\n\(mark)").attachments.map(\.isTNEF)
        == [true]
    )
    #expect(Sample("Content-Type: application/ms-tnef\n\nx").attachments.map(\.isTNEF) == [true])
    #expect(Sample("Content-Type: application/octet-stream\n\nx").attachments.map(\.isTNEF) == [false])
  }

  @Test func `are decoded`() {
    let sample = Sample(
      "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n8NLJ18XU"
    )
    #expect(sample.plain == "Привет")
    #expect(Sample("Content-Type: text/html\n\n<p>One<p>Two").plain == "One\n\nTwo")
  }

  @Test func `are joined lines whatever pieces they come in`() {
    let text = Array("One \r\ntwo.\r\n> a \r\n> b\n>> c\r\n-- \r\nMe \r\n\r\n > x \r\n".utf8)
    for deletesSpace in [false, true] {
      let whole = FlowedText.join(text.span, deletesSpace: deletesSpace).bytes
      for size in 1...20 {
        var reader = FlowedReader(deletesSpace: deletesSpace)
        var joined: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: size) {
          let end = min(start + size, text.count)
          reader.read(text.span.extracting(start..<end), isLast: end == text.count, into: &joined)
        }
        #expect(joined == whole, "pieces of \(size)")
      }
    }
  }

  @Test func `are joined where they flow`() {
    let flowed = "Content-Type: text/plain; format=Flowed\n\nOne \ntwo.\n> a \n> b\n>> c\n-- \nMe\n"
    #expect(Sample(flowed).plain == "One two.\r\n> a b\r\n>> c\r\n-- \r\nMe\r\n")
    let deleting = "Content-Type: text/plain; format=flowed; delsp=yes\n\nOne \ntwo. \n"
    #expect(Sample(deleting).plain == "Onetwo.")
    #expect(Sample("Content-Type: text/plain\n\nOne \ntwo.").plain == "One \r\ntwo.")
  }

  @Test func `begin with a snippet`() {
    func snippet(_ text: String) -> String { Snippet.make(of: Array(text.utf8).span).description }
    #expect(snippet("  Hello,\r\n\r\n\tworld\u{A0}! ") == "Hello, world !")
    #expect(snippet(String(repeating: "ä", count: 500)) == String(repeating: "ä", count: 200))
    #expect(snippet(String(repeating: "a ", count: 500)).count == 199)
    #expect(snippet("") == "")
  }
}
