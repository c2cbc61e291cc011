import Bytes
import SMTP
import Testing

@Suite struct `A client that can encrypt` {
  static let offer = "250-a\r\n250-STARTTLS\r\n250 SMTPUTF8\r\n"
  static let willing = SMTPClientConfiguration(hostname: "h", security: .opportunistic)
  static let strict = SMTPClientConfiguration(hostname: "h", security: .required)

  @Test(arguments: [willing, strict])
  func `does so where it is offered, and says hello again`(client: SMTPClientConfiguration) throws {
    let replies = ["220 a\r\n", Self.offer, "220 Go\r\n", "250-a\r\n250 SIZE\r\n"]
    let result = try transcript(client, replies: replies)
    #expect(result.said == ["EHLO h", "STARTTLS", "<TLS>", "EHLO h", "MAIL FROM:<a@example.org> SIZE=17"])
  }

  @Test func `does not do so twice`() throws {
    let replies = ["220 a\r\n", Self.offer, "220 Go\r\n", Self.offer]
    let result = try transcript(Self.strict, replies: replies)
    #expect(result.said.suffix(2) == ["EHLO h", "MAIL FROM:<a@example.org>"])
    let established = SMTPClientConfiguration(hostname: "h", security: .established)
    #expect(try transcript(established, replies: ["220 a\r\n", Self.offer]).said.last?.prefix(4) == "MAIL")
  }

  @Test func `says nothing of it where it cannot`() throws {
    let client = SMTPClientConfiguration(hostname: "h", security: .unavailable)
    #expect(
      try transcript(client, replies: ["220 a\r\n", Self.offer]).said.last == "MAIL FROM:<a@example.org>"
    )
  }

  @Test func `goes on in the clear if it may`() throws {
    #expect(try transcript(Self.willing, replies: ["220 a\r\n", "250 a\r\n"]).said.last?.prefix(4) == "MAIL")
    let replies = ["220 a\r\n", Self.offer, "454 Not now\r\n"]
    let result = try transcript(Self.willing, replies: replies)
    #expect(result.said.suffix(2) == ["STARTTLS", "MAIL FROM:<a@example.org>"])
  }

  @Test func `does not go on in the clear if it must not`() throws {
    let silent = try transcript(Self.strict, replies: ["220 a\r\n", "250 a\r\n", "221 Bye\r\n"])
    #expect(silent.said == ["EHLO h", "QUIT"])
    #expect(silent.error == SMTPClientError(.encryptionUnavailable, at: .encryption))
    let old = try transcript(Self.strict, replies: ["220 a\r\n", "500 a\r\n", "250 a\r\n"])
    #expect(old.said == ["EHLO h", "HELO h", "QUIT"])
    let refusing = try transcript(
      Self.strict,
      replies: ["220 a\r\n", Self.offer, "454 No\r\n", "221 Bye\r\n"]
    )
    #expect(refusing.said == ["EHLO h", "STARTTLS", "QUIT"])
    let reply = ServerReply(code: 454, lines: ["No"])
    #expect(refusing.error == SMTPClientError(.rejected(reply), at: .encryption))
  }

  @Test(arguments: ["250 Ok\r\n", "200 Ok\r\n", "221 Ok\r\n", "354 Ok\r\n"])
  func `begins only when told 220`(reply: String) throws {
    let result = try transcript(Self.willing, replies: ["220 a\r\n", Self.offer, reply, "221 Bye\r\n"])
    #expect(result.said == ["EHLO h", "STARTTLS", "QUIT"])
    #expect(result.error?.stage == .encryption)
  }

  /// An attacker in the middle adds replies that would be taken for the server's once nobody can add any (RFC 3207).
  @Test(arguments: [
    "220 Go\r\n250-a\r\n250 AUTH LOGIN\r\n", "220 Go\r\n250 a\r\n250 b\r\n250 c\r\n", "220 Go\r\n25",
    "220 Go\r\n\r\n",
    "220-a\r\n220 Go\r\nnonsense\r\n",
  ])
  func `forgets what came before it was safe`(early: String) throws {
    let replies = ["220 a\r\n", Self.offer, early, "250-real\r\n250 SIZE\r\n", "550 real\r\n"]
    let result = try transcript(Self.strict, replies: replies)
    let commands = ["EHLO h", "STARTTLS", "<TLS>", "EHLO h", "MAIL FROM:<a@example.org> SIZE=17", "QUIT"]
    #expect(result.said == commands)
    #expect(result.error?.cause == .rejected(ServerReply(code: 550, lines: ["real"])))
  }

  @Test func `forgets what comes while it begins`() throws {
    var session = try SMTPClientSession(Self.strict, delivering: .example())
    func hear(_ text: String, _ session: inout SMTPClientSession) -> SMTPClientAction {
      let wire = Array(text.utf8)
      var position = 0
      let action = session.receive(wire.span, from: &position)
      #expect(position == wire.count)
      return action
    }
    _ = hear("220 a\r\n", &session)
    #expect(session.tlsEstablished() == .wait, "nobody has asked for it yet")
    _ = hear(Self.offer, &session)
    #expect(hear("220 Go\r\n250 early\r\n25", &session) == .startTLS)
    #expect(hear("250 early\r\n250 ", &session) == .wait)
    #expect(session.stage == .encryption)
    #expect(session.tlsEstablished() == .send(Array("EHLO h\r\n".utf8)))
    #expect(session.tlsEstablished() == .wait)
    #expect(hear("500 real\r\n", &session) == .send(Array("HELO h\r\n".utf8)))
    #expect(session.inputEnded() == .failed(SMTPClientError(.connectionEnded, at: .hello)))
  }
}
