import MailHogView
import Testing

/// Which boundary a `Content-Type` names shows in what splits the body: each sample is split by the boundary `b c`,
/// written as the sample writes it, or not at all.
@Suite struct `A boundary` {
  @Test(arguments: [
    #"multipart/mixed; boundary="b c""#,
    #"multipart/mixed;boundary="b c""#,
    #"multipart/mixed ; boundary = "b c" "#,
    #"multipart/mixed; BOUNDARY="b c""#,
    #"multipart/Related; type="text/html"; boundary="b c"; start=x"#,
    #"multipart/mixed; boundary="b c";"#,
    #"multipart/mixed; boundary="b c" ; "#,
    "multipart/mixed;\r\n\tboundary=\"b c\"",
    // A backslash stands for itself unless it quotes something.
    #"multipart/mixed; path="C:\dir\"; boundary="b c""#.replacing(#"\";"#, with: #"\\";"#),
    // Values in pieces and with escapes (RFC 2231).
    #"multipart/mixed; boundary*0="b "; boundary*1=c"#,
    #"multipart/mixed; boundary*1=c; boundary*0="b ""#,
    "multipart/mixed; boundary*=utf-8''b%20c",
    "multipart/mixed; boundary*=US-ASCII'en'b%20c",
    "multipart/mixed; boundary*0*=utf-8''b%20; boundary*1=c",
    "multipart/mixed; boundary*0=b; boundary*1*=%20c",
    #"multipart/mixed; boundary=x; boundary*0="b c""#,
    #"multipart/mixed; boundary="b c"; boundary*=latin1''x"#,
  ])
  func `is found in`(contentType: String) {
    #expect(parts(contentType) == ["one", "two"])
  }

  @Test(arguments: [
    "multipart/mixed",
    "multipart/mixed;",
    "multipart/mixed; boundary=",
    #"multipart/mixed; boundary="""#,
    #"multipart/mixed; boundary="b c"#,
    "multipart/mixed; boundary=b c",
    #"multipart/mixed; boundary "b c""#,
    #"multipart/mixed; ; boundary="b c""#,
    #"multipart/mixed boundary="b c""#,
    #"multipart/mixed, boundary="b c""#,
    #"multipart/; boundary="b c""#,
    #"multipart/mixed/x; boundary="b c""#,
    #"multipart/mixed; boundary="b c"; boundary="b c""#,
    #"multipart/mixed; x=1; boundary="b c"; X=2"#,
    #"multipart/mixed; boundary="b c"; (comment)"#,
    #"multipart/mixed; boundary="b c" charset=utf-8"#,
    #"multipart/mixed; x=a/b; boundary="b c""#,
    #"multipart/mixed; boundary1="b c""#,
    "multipart/mixed; boundary*1=b",
    "multipart/mixed; boundary*=utf-8''b%2",
    "multipart/mixed; boundary*=utf-8'b%20c",
  ])
  func `is not found in`(contentType: String) {
    #expect(parts(contentType) == [])
  }

  @Test(arguments: [
    (#""a\"b""#, #"a"b"#), (#""a\\b""#, #"a\b"#), (#""a\xb""#, #"a\xb"#),
    (#""=_a'(c)+_,-./:=? x""#, "=_a'(c)+_,-./:=? x"),
    ("simple.token_1", "simple.token_1"), (#""é""#, "é"),
  ])
  func `stands between its quotation marks as`(value: String, boundary: String) {
    let text = "Content-Type: multipart/mixed; boundary=\(value)\r\n\r\n--\(boundary)one--\(boundary)two"
    #expect(Sample(text).partTexts == ["one", "two"])
  }

  @Test func `is not looked for in more than 64 KB`() {
    func parts(padding: Int) -> [String]? {
      self.parts("multipart/mixed; boundary=\"b c\"; x=" + String(repeating: "y", count: padding))
    }
    #expect(parts(padding: 60_000) == ["one", "two"])
    #expect(parts(padding: 70_000) == [])
  }

  private func parts(_ contentType: String) -> [String]? {
    Sample("Content-Type: \(contentType)\r\n\r\n--b cone--b ctwo").partTexts
  }
}
