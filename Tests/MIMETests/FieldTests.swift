import Bytes
import MIME
import Testing

@Suite struct `The fields of a part` {
  private let sample = Sample(
    """
    Received: by a
    \tfrom b
    SUBJECT : first
    Subject: second
    X-Empty:
    Content-Type: multipart/mixed; boundary=b

    --b
    Subject: inner
    Content-ID: <a@b>

    one
    --b
    Content-ID:  a@b\u{20}

    two
    --b--
    """
  )

  private func fields(of index: Int) -> [String] {
    sample.tree.fields(of: index, in: sample.bytes.span)
      .map { "\(sample.text($0.name))|\(sample.text($0.value))" }
  }

  @Test func `come in order, with their folds and as they are spelt`() {
    #expect(
      fields(of: 0) == [
        "Received| by a\r\n\tfrom b", "SUBJECT| first", "Subject| second", "X-Empty|",
        "Content-Type| multipart/mixed; boundary=b",
      ]
    )
    #expect(fields(of: 1) == ["Subject| inner", "Content-ID| <a@b>"])
  }

  @Test func `are found by their names in any case, the first of them`() {
    let names = ["subject", "x-empty", "subjec", "to"] as [StaticString]
    let values = names.map { sample.tree.value($0, in: sample.bytes.span).map(sample.text) }
    #expect(values == [" first", "", nil, nil])
    let inner = sample.tree.value("subject", of: 1, in: sample.bytes.span)
    #expect(inner.map(sample.text) == " inner")
  }

  @Test func `are named so only if all letters are the same`() throws {
    let field = try #require(sample.tree.fields(of: 0, in: sample.bytes.span).dropFirst().first)
    let names = ["subject", "subject ", "subjecu", "subj"] as [StaticString]
    #expect(names.map { field.isNamed($0, in: sample.bytes.span) } == [true, false, false, false])
  }

  @Test func `name content with or without brackets`() {
    let names = (0...2).map { sample.tree.contentID(of: $0, in: sample.bytes.span) }
    #expect(names == [nil, "a@b", "a@b"])
  }

  @Test(arguments: [
    ("Content-Type: x/y; name=a", "a"), ("Content-Disposition: attachment; filename=b", "b"),
    ("Content-Type: x/y; name=a\nContent-Disposition: attachment; filename=b", "b"),
    ("Content-Type: x/y; name=a\nContent-Disposition: attachment", "a"), ("Content-Type: x/y", nil),
    ("X: y", nil),
    ("Content-Disposition: attachment; filename=\"../a\"", "../a"),
    ("Content-Disposition: attachment; filename*=utf-8''%E2%82%AC; filename=x", "€"),
  ])
  func `give content the name that counts`(header: String, name: String?) {
    let sample = Sample(header + "\n\nx")
    let found = sample.tree.sentName(of: 0, in: sample.bytes.span, charsets: sample.charsets)
    #expect(found?.description == name)
  }

  @Test(
    arguments: [
      ("text/plain", .plain), ("TEXT/Html", .html), ("text/css", .text), ("image/png", .other),
      ("text", .plain), ("", .plain),
      ("(c) text/html", .html), ("text/html(c)", .html), ("nonsense", .other), ("/", .other),
      ("text/", .plain),
      ("message/rfc822", .other), ("message/partial", .other), ("text/html;charset=x", .html),
      ("text/plainer", .text),
    ] as [(String, Part.Media)]
  )
  func `say what a leaf is`(type: String, media: Part.Media) {
    #expect(Sample("Content-Type: \(type)\n\nx").tree.root.media == media)
  }

  @Test(
    arguments: [
      ("mixed", .mixed), ("Alternative", .alternative), ("related", .related), ("digest", .digest),
      ("signed", .signed),
      ("report", .report), ("parallel", .mixed), ("", .mixed),
    ] as [(String, Part.Multipart)]
  )
  func `say how parts belong together`(subtype: String, kind: Part.Multipart) {
    let sample = Sample("Content-Type: multipart/\(subtype); boundary=b\n\n--b\n\nx\n--b--")
    #expect(sample.tree.root.kind == .multipart(kind))
    #expect(sample.bodies.last == "x")
  }

  @Test(
    arguments: [
      ("base64", .base64), ("BASE64", .base64), (" quoted-printable ", .quotedPrintable),
      ("x-uuencode", .uuencode),
      ("uue", .uuencode), ("7bit", .identity), ("8BIT", .identity), ("binary", .identity),
      ("(c) base64", .base64),
      ("base64; x=y", .base64), ("base-64", .identity), ("", .identity),
    ] as [(String, TransferEncoding)]
  )
  func `say how content is encoded`(value: String, encoding: TransferEncoding) {
    let tree = Sample("Content-Transfer-Encoding: \(value)\n\nx").tree
    #expect(tree.root.encoding == encoding)
    #expect(tree.defects.isEmpty == (value != "base-64"))
  }
}
