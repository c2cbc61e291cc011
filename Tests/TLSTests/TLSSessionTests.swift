import Bytes
import TLS
import Testing

@Suite struct `A TLS session` {
  private let certificates: Certificates
  private let good: TLSContext
  private let client: TLSContext

  init() throws {
    certificates = try Certificates.shared.get()
    good = try TLSContext.server(certificate: certificates.good.certificate, key: certificates.good.key)
    client = try TLSContext.client(trusting: certificates.authority)
  }

  /// What a handshake ends with, of a client that trusts the tests' authority.
  private func failure(of server: TLSContext, host: String) -> TLSError? {
    do {
      var both = try Conversation(client, host: host, server: server)
      try both.shakeHands()
      return both.client.state == .established ? nil : .handshake("it does not end")
    } catch {
      return error
    }
  }

  @Test(arguments: ["mail.example", "127.0.0.1", "a.wild.example", "MAIL.EXAMPLE"])
  func `is established with the host that the certificate is for`(host: String) throws {
    var both = try Conversation(client, host: host, server: good)
    #expect(both.client.state == .handshaking)
    try both.shakeHands()
    #expect(both.client.state == .established)
    #expect(both.server.state == .established)
    #expect(both.client.version == "TLSv1.3")
  }

  @Test(arguments: ["other.example", "mail.example.org", "127.0.0.2", "::1", "a.b.wild.example"])
  func `is refused to a host that the certificate is not for`(host: String) {
    let reason = host.contains("example") ? "hostname mismatch" : "IP address mismatch"
    #expect(failure(of: good, host: host) == .certificate(reason))
  }

  @Test func `is refused to a server that nobody vouches for`() throws {
    let alone = certificates.selfSigned
    let server = try TLSContext.server(certificate: alone.certificate, key: alone.key)
    #expect(failure(of: server, host: "mail.example") == .certificate("self-signed certificate"))
  }

  @Test func `is refused to a server whose certificate's time is over`() throws {
    let expired = certificates.expired
    let server = try TLSContext.server(certificate: expired.certificate, key: expired.key)
    #expect(failure(of: server, host: "mail.example") == .certificate("certificate has expired"))
  }

  @Test func `trusts nobody but the system's authorities unless told so`() throws {
    var both = try Conversation(try TLSContext.client(), server: good)
    #expect(throws: TLSError.certificate("unable to get local issuer certificate")) { try both.shakeHands() }
  }

  @Test func `of a trusting client takes any certificate`() throws {
    let alone = certificates.selfSigned
    let server = try TLSContext.server(certificate: alone.certificate, key: alone.key)
    var both = try Conversation(TLSContext.trustingClient(), host: "other.example", server: server)
    try both.shakeHands()
    #expect(both.client.state == .established)
  }

  @Test(arguments: [1, 7, 1_000, .max])
  func `loses nothing, whatever the pieces`(pieceSize: Int) throws {
    let request = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let answer = Array(request.reversed())
    var both = try Conversation(client, server: good, pieceSize: pieceSize)
    try both.shakeHands()
    try both.say(request)
    try both.answer(answer)
    try both.say([1, 2, 3])
    #expect(both.heardByServer.bytes == request + [1, 2, 3])
    #expect(both.heardByClient.bytes == answer)
  }

  @Test func `sends nothing that can be read`() throws {
    var both = try Conversation(client, server: good)
    try both.shakeHands()
    var output = ByteBuffer()
    try both.client.send(Array("AUTH PLAIN secret".utf8).span, into: &output)
    #expect(!String(decoding: output.bytes, as: UTF8.self).contains("secret"))
    #expect(output.count > 17)
  }

  @Test func `tells the peer the name of the host and no other`() throws {
    var both = try Conversation(client, host: "mail.example", server: good)
    var hello = ByteBuffer()
    try both.client.start(into: &hello)
    #expect(String(decoding: hello.bytes, as: UTF8.self).contains("mail.example"))
    var numeric = try Conversation(client, host: "127.0.0.1", server: good)
    hello = ByteBuffer()
    try numeric.client.start(into: &hello)
    #expect(!String(decoding: hello.bytes, as: UTF8.self).contains("127.0.0.1"))
  }

  @Test func `says that it ends`() throws {
    var both = try Conversation(client, server: good)
    try both.shakeHands()
    try both.closeClient()
    #expect(both.server.state == .ended)
  }

  @Test func `refuses to send before it is established`() throws {
    var both = try Conversation(client, server: good)
    #expect(throws: TLSError.broken("nothing can be sent yet")) { try both.say([1]) }
  }

  @Test(arguments: ["", String(repeating: "a", count: 300), "mail\u{0}.example"])
  func `is not begun with a host that no certificate can be for`(host: String) {
    #expect(throws: TLSError.handshake("the host name cannot be used")) {
      _ = try TLSSession(client: client, host: host).state
    }
  }
}
