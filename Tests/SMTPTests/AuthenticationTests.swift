import Bytes
import SMTP
import Testing

@Suite struct `An AUTH exchange` {
  static let authenticated = "235 Authentication successful"
  static let unsupported = "504 Unsupported authentication mechanism"
  static let malformed = "550 Badly formed parameter"
  static let cancelled = "501 Authentication cancelled"

  @Test(arguments: [
    Dialogue(
      "PLAIN",
      Exchange("AUTH PLAIN AHUAcA==", authenticated),
      Exchange("AUTH PLAIN", "334 "),
      Exchange("AHUAcA==", authenticated),
      Exchange("auth plain", "334 "),
      Exchange("YQBiAGM=", authenticated),
      Exchange("AUTH PLAIN AAAA", authenticated)
    ),
    Dialogue(
      "PLAIN in bad form",
      Exchange("AUTH PLAIN Zm9v", malformed),
      Exchange("AUTH PLAIN AHU=", malformed),
      Exchange("AUTH PLAIN AHUAcA", authenticated),
      Exchange("AUTH PLAIN AHUAcA=", authenticated),
      Exchange("AUTH PLAIN AHUAcA==!", authenticated),
      Exchange("AUTH PLAIN ", malformed),
      Exchange("AUTH PLAIN =", malformed),
      Exchange("AUTH PLAIN *", malformed),
      Exchange("AUTH PLAIN", "334 "),
      Exchange("", malformed),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok")
    ),
    Dialogue(
      "LOGIN",
      Exchange("AUTH LOGIN", "334 VXNlcm5hbWU6"),
      Exchange("dXNlcg==", "334 UGFzc3dvcmQ6"),
      Exchange("cGFzcw==", authenticated),
      Exchange("auth login dXNlcg==", "334 UGFzc3dvcmQ6"),
      Exchange("cGFzcw==", authenticated)
    ),
    Dialogue(
      "CRAM-MD5",
      Exchange("AUTH CRAM-MD5", "334 PDQyQG1haWwuZXhhbXBsZT4="),
      Exchange("dXNlciA5ZTk1YWVlMDljNDBhZjJiODRhMGMyYjNiYmFlNzg2ZQ==", authenticated),
      Exchange("AUTH CRAM-MD5 dXNlcg==", unsupported),
      Exchange("AUTH CRAM-MD5 ", unsupported),
      Exchange("AUTH Cram-Md5", "334 PDQyQG1haWwuZXhhbXBsZT4="),
      Exchange("", authenticated)
    ),
    Dialogue(
      "EXTERNAL",
      Exchange("AUTH EXTERNAL foo", authenticated),
      Exchange("AUTH external =", authenticated),
      Exchange("AUTH EXTERNAL ", authenticated),
      Exchange("AUTH EXTERNAL", unsupported)
    ),
    Dialogue(
      "unknown mechanisms",
      Exchange("AUTH XYZZY abc", unsupported),
      Exchange("AUTH", unsupported),
      Exchange("AUTH ", unsupported),
      Exchange("AUTH PLAINS", unsupported),
      Exchange("AUTH  PLAIN", unsupported)
    ),
    Dialogue(
      "commands that count in the middle of it",
      Exchange("AUTH LOGIN", "334 VXNlcm5hbWU6"),
      Exchange("NOOP", "250 Ok"),
      Exchange("dXNlcg==", "334 UGFzc3dvcmQ6"),
      Exchange("starttls", unrecognised),
      Exchange("noop now", "250 Ok"),
      Exchange("RSET", "250 Ok"),
      Exchange("cGFzcw==", unrecognised),
      Exchange("AUTH CRAM-MD5", "334 PDQyQG1haWwuZXhhbXBsZT4="),
      Exchange("rset", "250 Ok"),
      Exchange("AUTH PLAIN", "334 "),
      Exchange("QUIT", "221 Bye")
    ),
    Dialogue(
      "cancelling",
      Exchange("AUTH PLAIN", "334 "),
      Exchange("*", cancelled),
      Exchange("AUTH LOGIN", "334 VXNlcm5hbWU6"),
      Exchange("*", cancelled),
      Exchange("AUTH LOGIN", "334 VXNlcm5hbWU6"),
      Exchange("dXNlcg==", "334 UGFzc3dvcmQ6"),
      Exchange("*", cancelled),
      Exchange("AUTH CRAM-MD5", "334 PDQyQG1haWwuZXhhbXBsZT4="),
      Exchange("*", cancelled),
      Exchange("*", unrecognised)
    ),
  ])
  func `goes by its mechanism`(dialogue: Dialogue) {
    let result = actions(of: Array("EHLO x\r\n".utf8) + dialogue.wire)
    #expect(Array(result.replies.dropFirst()) == dialogue.replies)
  }

  @Test func `has a challenge of its own in each session`() {
    let configuration = SMTPConfiguration(hostname: "h")
    let line = Array("RSET\r\nAUTH CRAM-MD5\r\n".utf8)
    let challenges = [UInt64.min, 7, .max].map { number -> SMTPAction in
      var session = SMTPSession(configuration: configuration, challenge: number)
      var position = 0
      _ = session.receive(line.span, from: &position)
      return session.receive(line.span, from: &position)
    }
    #expect(
      challenges == [
        .reply(.challenge("<0@h>")), .reply(.challenge("<7@h>")),
        .reply(.challenge("<18446744073709551615@h>")),
      ]
    )
  }

  @Test func `may have long answers`() {
    let answer = String(repeating: "A", count: 16_384 - 2)
    let result = actions(of: "EHLO x", "AUTH LOGIN", answer, "p", "AUTH LOGIN \(answer.dropFirst(11))", "p")
    #expect(result.codes == [250, 334, 334, 235, 334, 235])
  }

  @Test func `ends at an answer that is too long`() {
    let answer = String(repeating: "A", count: 16_384 - 1)
    let result = actions(of: "EHLO x", "AUTH LOGIN", answer, "NOOP", "AUTH LOGIN \(answer.dropFirst(11))")
    #expect(result.codes == [250, 334, 500, 250, 500])
  }
}
