import Bytes
import HTTPTypes
import HogletAPI
import MailStore
import RouterClient
import Testing

@Suite struct `The content of a message` {
  private func content(_ path: String, of text: String) async -> Client.Answer {
    await Client(text).get(.init("/api/v3/messages/id@host/\(path)"))
  }

  @Test func `is as it was received when it is raw`() async {
    let answer = await content("raw", of: "A: b\r\n\r\nc")
    #expect(answer.contentType == "message/rfc822")
    #expect(answer.fields[.contentDisposition] == #"attachment; filename="id@host.eml""#)
    #expect(answer.text == "A: b\r\n\r\nc\r\n")
    #expect(!answer.isCompressible)
  }

  @Test func `is HTML as it was sent, which no browser may run`() async {
    let answer = await content(
      "html",
      of: "Content-Type: text/html; charset=iso-8859-1\r\n\r\n<script>1</script>"
    )
    #expect(answer.contentType == "text/html; charset=utf-8")
    #expect(answer.text == "<script>1</script>")
    #expect(answer.fields[.contentSecurityPolicy] == "sandbox; default-src 'none'")
    #expect(answer.fields[.xContentTypeOptions] == "nosniff")
  }

  @Test func `has a short name and a short type, whatever is sent`() async {
    let long = String(repeating: "a", count: 100_000)
    let answer = await content(
      "parts/0",
      of: "Content-Type: x/\(long); charset=\(long); name=\(long)\r\n\r\nx"
    )
    #expect(answer.contentType == "application/octet-stream")
    #expect(answer.fields[.contentDisposition]?.count == "attachment; filename=\"\"".count + 255)
  }

  @Test func `has parts by their place, decoded`() async {
    for (part, expected) in [(2, "caf\u{FFFD}"), (4, "\u{0}\u{1}\u{2}")] {
      let answer = await content("parts/\(part)", of: `A decoded message`.alternative)
      #expect(answer.text == expected)
    }
  }

  @Test(arguments: ["5", "-1", "x", "99999999999999999999"])
  func `has no part at any other place`(part: String) async {
    #expect(await content("parts/\(part)", of: `A decoded message`.alternative).status == 404)
  }

  private static let uuencoded =
    "\r\nHi\r\nbegin 644 a b.txt\r\n%:&5L;&\\\r\nend\r\nbegin 644 ..\r\n#8V%T\r\nend\r\n"

  @Test(arguments: [("0", "hello", "a b.txt"), ("1", "cat", "file")])
  func `has files within its text by their place`(file: String, text: String, name: String) async {
    let answer = await content("parts/0/files/\(file)", of: Self.uuencoded)
    #expect(answer.text == text && answer.contentType == "application/octet-stream")
    #expect(answer.fields[.contentDisposition] == "attachment; filename=\"\(name)\"")
    #expect(answer.fields[.contentSecurityPolicy] == "sandbox; default-src 'none'")
    #expect(!answer.isCompressible)
  }

  @Test(arguments: ["0/files/2", "0/files/-1", "0/files/x", "1/files/0", "x/files/0"])
  func `has no file at any other place`(path: String) async {
    #expect(await content("parts/\(path)", of: Self.uuencoded).status == 404)
  }

  @Test(arguments: [
    ("image/png", "image/png", nil), ("text/plain; charset=koi8-r", "text/plain; charset=koi8-r", nil),
    ("text/html", "text/html", #"attachment; filename="part-0""#),
    ("image/svg+xml; name=a.svg", "image/svg+xml", #"attachment; filename="a.svg""#),
    ("application/pdf; name=\"../x/b.pdf\"", "application/pdf", #"attachment; filename="b.pdf""#),
    ("a b/c; name=..", "application/octet-stream", #"attachment; filename="part-0""#),
    ("nothing", "application/octet-stream", #"attachment; filename="part-0""#),
    ("text/plain; charset=\"a b\"", "text/plain", nil),
    ("x/y; name=\"a\\\"b\r\n c\"", "x/y", #"attachment; filename="a_b c""#),
  ])
  func `is shown only where it cannot harm, and named without a path`(
    type: String,
    contentType: String,
    disposition: String?
  ) async {
    let answer = await content("parts/0", of: "Content-Type: \(type)\r\n\r\nx")
    #expect(answer.status == 200)
    #expect(answer.contentType == contentType)
    #expect(answer.fields[.contentDisposition] == disposition)
    #expect(answer.fields[.contentSecurityPolicy] == "sandbox; default-src 'none'")
    #expect(answer.fields[.xContentTypeOptions] == "nosniff")
  }
}
