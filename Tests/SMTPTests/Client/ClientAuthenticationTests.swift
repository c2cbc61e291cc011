import Bytes
import SMTP
import Testing

@Suite struct `A client with credentials` {
  static func client(
    _ mechanism: SMTPCredentials.Mechanism? = nil,
    security: SMTPSecurity = .unavailable,
    password: ByteString = "secret"
  ) -> SMTPClientConfiguration {
    SMTPClientConfiguration(
      hostname: "h",
      security: security,
      credentials: SMTPCredentials(username: "user", password: password, mechanism: mechanism)
    )
  }

  static func offering(_ line: String) -> [String] { ["220 a\r\n", "250-a\r\n250 \(line)\r\n"] }

  @Test func `shows them by PLAIN`() throws {
    let replies = Self.offering("AUTH PLAIN LOGIN") + ["235 In\r\n"]
    let result = try transcript(Self.client(.plain), replies: replies)
    #expect(result.said.dropFirst() == ["AUTH PLAIN AHVzZXIAc2VjcmV0", "MAIL FROM:<a@example.org>"])
  }

  @Test func `shows long ones by PLAIN when asked`() throws {
    let password = ByteString(String(repeating: "x", count: 400))
    let replies = Self.offering("AUTH PLAIN") + ["334 \r\n", "235 In\r\n"]
    let result = try transcript(Self.client(.plain, password: password), replies: replies)
    #expect(result.said[1] == "AUTH PLAIN")
    let answer = Base64.decode(Array(result.said[2].utf8).span)
    #expect(answer.bytes == [0] + Array("user".utf8) + [0] + password.bytes)
    #expect(result.said[3] == "MAIL FROM:<a@example.org>")
  }

  @Test func `shows them by LOGIN`() throws {
    let replies =
      Self.offering("AUTH PLAIN LOGIN") + ["334 VXNlcm5hbWU6\r\n", "334 UGFzc3dvcmQ6\r\n", "235 In\r\n"]
    let result = try transcript(Self.client(.login), replies: replies)
    #expect(result.said.dropFirst() == ["AUTH LOGIN", "dXNlcg==", "c2VjcmV0", "MAIL FROM:<a@example.org>"])
  }

  @Test func `shows by CRAM-MD5 that it knows them`() throws {
    let replies = Self.offering("AUTH CRAM-MD5") + ["334 PDQyQGg+\r\n", "235 In\r\n"]
    let result = try transcript(Self.client(.cramMD5), replies: replies)
    let answer = Base64.decode(Array(result.said[2].utf8).span)
    // "secret|<42@h>" and three NULs, in hexadecimal.
    #expect(answer.bytes == Array("user 7365637265747c3c343240683e000000".utf8))
    #expect(result.said[3] == "MAIL FROM:<a@example.org>")
  }

  @Test(
    arguments: [
      (false, "AUTH PLAIN LOGIN CRAM-MD5", "AUTH CRAM-MD5"),
      (false, "AUTH LOGIN PLAIN", "AUTH PLAIN AHVzZXIAc2VjcmV0"),
      (false, "AUTH GSSAPI LOGIN", "AUTH LOGIN"),
      (true, "AUTH CRAM-MD5 LOGIN PLAIN", "AUTH PLAIN AHVzZXIAc2VjcmV0"),
      (true, "AUTH CRAM-MD5 LOGIN", "AUTH LOGIN"), (true, "auth cram-md5", "AUTH CRAM-MD5"),
      (true, "AUTH=LOGIN", "AUTH LOGIN"),
    ]
  )
  func `takes what is offered`(isEncrypted: Bool, offer: String, command: String) throws {
    let client = Self.client(security: isEncrypted ? .established : .opportunistic)
    #expect(try transcript(client, replies: Self.offering(offer)).said.last == command)
  }

  @Test(arguments: [nil, .plain, .cramMD5] as [SMTPCredentials.Mechanism?])
  func `does not deliver without them`(mechanism: SMTPCredentials.Mechanism?) throws {
    for offer in ["SIZE 7", "AUTH", "AUTH GSSAPI PLAINER"] + (mechanism == nil ? [] : ["AUTH LOGIN"]) {
      let result = try transcript(Self.client(mechanism), replies: Self.offering(offer) + ["221 Bye\r\n"])
      #expect(result.said == ["EHLO h", "QUIT"])
      #expect(result.error == SMTPClientError(.authenticationUnavailable, at: .authentication))
    }
    let hello = try transcript(
      Self.client(mechanism),
      replies: ["220 a\r\n", "500 a\r\n", "250 AUTH PLAIN\r\n"]
    )
    #expect(hello.said == ["EHLO h", "HELO h", "QUIT"])
  }

  @Test func `does without CRAM-MD5 when nobody can digest`() throws {
    var session = try SMTPClientSession(Self.client(), delivering: .example())
    let wire = Array("220 a\r\n250-a\r\n250 AUTH CRAM-MD5 LOGIN\r\n".utf8)
    var position = 0
    _ = session.receive(wire.span, from: &position)
    #expect(session.receive(wire.span, from: &position) == .send(Array("AUTH LOGIN\r\n".utf8)))
  }

  @Test(arguments: [.plain, .login, .cramMD5] as [SMTPCredentials.Mechanism])
  func `goes on where it is let in without being asked`(mechanism: SMTPCredentials.Mechanism) throws {
    let replies = Self.offering("AUTH PLAIN LOGIN CRAM-MD5") + ["235 ok\r\n"]
    let result = try transcript(Self.client(mechanism), replies: replies)
    #expect(result.said.count == 3)
    #expect(result.said.last == "MAIL FROM:<a@example.org>")
  }

  @Test func `takes a refusal for what it is`() throws {
    let refusal = ServerReply(code: 535, lines: ["No"])
    for replies in [["535 No\r\n"], ["334 \r\n", "535 No\r\n"], ["334 \r\n", "334 \r\n", "535 No\r\n"]] {
      let result = try transcript(
        Self.client(.login),
        replies: Self.offering("AUTH LOGIN") + replies + ["221 Bye\r\n"]
      )
      #expect(result.error == SMTPClientError(.rejected(refusal), at: .authentication))
      #expect(result.said.last == "QUIT")
    }
  }

  @Test func `leaves a server that asks without end`() throws {
    let result = try transcript(
      Self.client(.login),
      replies: Self.offering("AUTH LOGIN") + Array(repeating: "334 more\r\n", count: 5)
    )
    #expect(result.said.count == 4)
    #expect(
      result.error
        == SMTPClientError(.rejected(ServerReply(code: 334, lines: ["more"])), at: .authentication)
    )
  }

  @Test func `leaves a server whose challenge is nonsense`() throws {
    let result = try transcript(
      Self.client(.cramMD5),
      replies: Self.offering("AUTH CRAM-MD5") + ["334 ?\r\n"]
    )
    #expect(result.error == SMTPClientError(.malformedChallenge, at: .authentication))
    #expect(result.said.last == "AUTH CRAM-MD5")
  }

  @Test(
    arguments: [
      ("PLAIN", .plain), ("login", .login), ("CRAM-MD5", .cramMD5), ("CRAMMD5", .cramMD5),
      ("cramMd5", .cramMD5),
      ("NONE", nil), ("", nil), ("CRAM", nil),
    ] as [(String, SMTPCredentials.Mechanism?)]
  )
  func `knows mechanisms by name`(name: String, mechanism: SMTPCredentials.Mechanism?) {
    #expect(SMTPCredentials.Mechanism(ByteString(name)) == mechanism)
  }
}
