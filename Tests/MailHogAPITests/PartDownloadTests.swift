import Bytes
import HTTPTypes
import MailStore
import RouterClient
import Testing

@Suite struct `A part download` {
  private static let multipart =
    "Content-Type: multipart/mixed; boundary=BB\r\n\r\npreamble\r\n--BB\r\n"
    + "Content-Type: multipart/alternative; boundary=CC\r\n\r\n--CC\r\n\r\nx\r\n--CC--\r\n--BB\r\n"
    + "Content-Type: text/plain; name=\"a.txt\"\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n"
    + "Content-Transfer-Encoding: base64\r\n\r\naGVs\r\nbG8=\r\n--BB--"

  @Test(arguments: [
    (0, "preamble", "text/plain; charset=utf-8", #"attachment; filename="id@host-part-0""#),
    (
      1, "--CC\r\n\r\nx\r\n--CC--", "multipart/alternative; boundary=CC",
      #"attachment; filename="id@host-part-1""#
    ),
    (2, "hello", #"text/plain; name="a.txt""#, #"attachment; filename="a.txt""#),
    (3, "--", "text/plain; charset=utf-8", #"attachment; filename="id@host-part-3""#),
  ])
  func `is named and typed by the part`(part: Int, content: String, type: String, disposition: String) async {
    let answer = await download("\(part)", of: Self.multipart)
    #expect(answer.status == 200)
    #expect(answer.text == content)
    #expect(answer.contentType == type)
    #expect(answer.fields[.contentDisposition] == disposition)
    #expect(answer.fields[.xContentTypeOptions] == "nosniff")
    #expect(answer.fields[.contentSecurityPolicy] == "sandbox")
  }

  @Test(arguments: [
    ("3x", "3x"), ("+1", "+1"), ("a%22b", "a_b"), ("..", ".."),
  ])
  func `is named by what the client calls its place`(part: String, name: String) async {
    let disposition = await download(part, of: Self.multipart).fields[.contentDisposition]
    #expect(disposition == "attachment; filename=\"id@host-part-\(name)\"")
  }

  @Test(arguments: [
    ("iVBORw0KGgo=", "image/png"), ("/9j/4AAQ", "image/jpeg"), ("R0lGODlh", "image/gif"),
    ("R0lGODdh", "image/gif"),
    ("UklGRgAAAABXRUJQVlA4", "image/webp"), ("JVBERi0xLjc=", "application/pdf"),
    ("UEsDBA==", "application/zip"),
    ("H4sIAA==", "application/x-gzip"), ("Qk0=", "image/bmp"), ("PGh0bWw+", "text/plain; charset=utf-8"),
    ("AAECAw==", "application/octet-stream"),
  ])
  func `has the type that it begins as if it names none`(base64: String, type: String) async {
    let part = "Content-Transfer-Encoding: base64\r\n\r\n\(base64)"
    let answer = await download(
      "0",
      of: "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\(part)\r\n--B--"
    )
    #expect(answer.contentType == type)
  }

  @Test(arguments: [("aGVsbG8=\r\nd29ybGQ=", "hello"), ("aGk=trailing", "hi"), ("aGk", "")])
  func `ends with the first group that is padded`(base64: String, content: String) async {
    let part = "Content-Transfer-Encoding: base64\r\n\r\n\(base64)"
    let answer = await download(
      "0",
      of: "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\(part)\r\n--B--"
    )
    #expect(answer.text == content)
  }

  @Test(arguments: [
    ("x", 200), ("0x1", 200), ("%20", 200), ("-0", 200), ("+1", 200), ("3", 200), ("4", 404), ("-1", 404),
    ("99999999999999999999", 404),
  ])
  func `takes what is no number for the first part`(part: String, status: Int) async {
    #expect(await download(part, of: Self.multipart).status == status)
  }

  @Test func `does not exist without a multipart`() async {
    #expect(await download("0", of: "Subject: x\r\n\r\ny").status == 404)
    #expect(await download("0", of: "Content-Type: multipart/mixed\r\n\r\ny").status == 404)
    let unknown = await Client(ListStore([])).get("/api/v1/messages/nope/mime/part/0/download")
    #expect(unknown.status == 404)
  }

  @Test func `takes over five fields of the part and no others`() async {
    let fields = await partFields(
      "Set-Cookie: a=b\r\nX-Frame-Options: x\r\nContent-Security-Policy: none\r\nX-Content-Type-Options: sniff\r\n"
        + "Location: /\r\nContent-Length: 1\r\nContent-Encoding: gzip\r\ncontent-type: text/html\r\n"
        + "CONTENT-DISPOSITION: inline\r\nContent-transfer-encoding: 8bit\r\nContent-ID: <c@d>\r\n"
        + "Content-Description: what"
    )
    let names = fields.map(\.name.canonicalName).sorted()
    #expect(
      names == [
        "cache-control", "content-description", "content-disposition", "content-id",
        "content-security-policy",
        "content-transfer-encoding", "content-type", "x-content-type-options",
      ]
    )
    #expect(fields[.contentType] == "text/html")
    #expect(fields[.contentDisposition] == "inline")
    #expect(fields[.contentSecurityPolicy] == "sandbox")
    #expect(fields[.xContentTypeOptions] == "nosniff")
  }

  @Test(arguments: [
    ("a\u{1}b\u{7F}c", "a b c"), ("a\r\n\tb", "a b"), ("a\nSet-Cookie: c", "a Set-Cookie: c"),
    ("a\rb\u{0}c", "a b c"), ("  a  ", "a"), ("é", "é"),
  ])
  func `has spaces for control bytes in a field`(value: String, shown: String) async {
    #expect(await partFields("Content-Type: \(value)")[.contentType] == shown)
  }

  @Test func `has each field once`() async {
    let fields = await partFields("content-type: a/b\r\nContent-Type: c/d\r\nCONTENT-TYPE: e/f")
    #expect(fields[fields: .contentType].count == 1)
  }

  @Test(arguments: [
    ("text \t\r\n\u{C}\u{1B}é", "text/plain; charset=utf-8"),
    ("a\u{0}b", "application/octet-stream"), ("a\u{B}", "application/octet-stream"),
    (String(repeating: "a", count: 511) + "\u{1}", "application/octet-stream"),
    (String(repeating: "a", count: 512) + "\u{1}", "text/plain; charset=utf-8"),
  ])
  func `is told to be text or not by its first bytes`(body: String, type: String) async {
    let plain = await download(
      "0",
      of: "Content-Type: multipart/mixed; boundary=BB\r\n\r\n--BB\r\nA: b\r\n\r\n\(body)"
    )
    #expect(plain.contentType == type)
    #expect(plain.text == body)
    let blank = await partFields("Content-Type: \r\nX: y", body: body)
    #expect(blank[.contentType] == type)
  }

  @Test(arguments: [
    ("base64", "aGVsbG8=", "hello"), ("BASE64", "aGVsbG8=", "hello"), ("base64 ", "aGVsbG8=", "hello"),
    ("base64", "aGV\r\ns\nbG8=\r\n", "hello"), ("base64", "=", ""), ("base64", "aGVsbG8h", "hello!"),
    // A fault ends it.
    ("base64", "aGVs*bG8=", "hel"), ("base64", "aGVsbG", "hel"), ("base64", "aGVs bG8=", "hel"),
    // Nothing else is decoded.
    ("quoted-printable", "caf=C3=A9", "caf=C3=A9"), ("x-base64", "aGVsbG8=", "aGVsbG8="),
    ("7bit", "aGVs", "aGVs"),
  ])
  func `is decoded from Base64 and from nothing else`(encoding: String, body: String, content: String) async {
    let text =
      "Content-Type: multipart/mixed; boundary=BB\r\n\r\n--BB\r\nContent-Transfer-Encoding: \(encoding)\r\n\r\n\(body)"
    for target in [1, 2, 3, 4, 5, 100] {
      #expect(await download("0", of: text, target: target).text == content)
    }
  }

  @Test func `is the same however little of it is made at once`() async {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var lines = Base64.encode(bytes.span)[...]
    var encoded = ""
    while !lines.isEmpty {
      encoded += String(decoding: lines.prefix(76), as: UTF8.self) + "\r\n"
      lines = lines.dropFirst(76)
    }
    let text =
      "Content-Type: multipart/mixed; boundary=BB\r\n\r\n--BB\r\nContent-Transfer-Encoding: base64\r\n\r\n\(encoded)"
    for target in [1, 3, 57, 1_000, 9_999, 10_000, 100_000] {
      #expect(await download("0", of: text, target: target).content == bytes)
    }
  }

  private func download(_ part: String, of text: String, target: Int = 65_536) async -> Client.Answer {
    await Client(ListStore([StoredMessage(text)]), target: target)
      .get(ByteString("/api/v1/messages/id@host/mime/part/\(part)/download"))
  }

  /// The fields of the answer for a part with these fields.
  private func partFields(_ header: String, body: String = "x") async -> HTTPFields {
    await download(
      "0",
      of: "Content-Type: multipart/mixed; boundary=BB\r\n\r\n--BB\r\n\(header)\r\n\r\n\(body)"
    ).fields
  }
}
