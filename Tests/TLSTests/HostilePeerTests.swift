import Bytes
import TLS
import Testing

@Suite struct `A TLS client` {
  private let good: TLSContext
  private let client: TLSContext

  init() throws {
    let certificates = try Certificates.shared.get()
    good = try TLSContext.server(certificate: certificates.good.certificate, key: certificates.good.key)
    client = try TLSContext.client(trusting: certificates.authority)
  }

  @Test func `says that a server speaks no TLS`() throws {
    var both = try Conversation(client, server: good)
    var hello = ByteBuffer()
    try both.client.start(into: &hello)
    #expect(throws: TLSError.handshake("wrong version number")) {
      try both.tell(Array("220 mail.example ESMTP\r\n".utf8))
    }
  }

  @Test func `ends with a record that was changed on its way`() throws {
    var both = try Conversation(client, server: good)
    try both.shakeHands()
    var record = ByteBuffer()
    try both.server.send([1, 2, 3].span, into: &record)
    var bytes = record.take()
    bytes[bytes.count - 1] ^= 1
    #expect(throws: TLSError.broken("decryption failed or bad record mac")) { try both.tell(bytes) }
    #expect(both.heardByClient.isEmpty)
    // The peer is told why.
    #expect(!both.pending().isEmpty)
  }

  @Test func `takes nothing for more than it is that follows the farewell`() throws {
    var both = try Conversation(client, server: good)
    try both.shakeHands()
    var farewell = ByteBuffer()
    both.server.close(into: &farewell)
    try both.tell(farewell.take() + Array(repeating: 7, count: 1_000_000))
    #expect(both.client.state == .ended)
    #expect(both.heardByClient.isEmpty)
    try both.tell([1])
    #expect(both.client.state == .ended)
  }

  @Test func `never traps on noise, wherever it comes`() throws {
    var state: UInt64 = 7
    for length in 1...400 {
      var both = try Conversation(client, server: good)
      if length.isMultiple(of: 2) { try both.shakeHands() }
      let noise = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      // A header of TLS, so that some of it gets past the first look.
      do throws(TLSError) { try both.tell([22, 3, 3, 0, UInt8(truncatingIfNeeded: length)] + noise) } catch {
        continue
      }
      #expect(both.heardByClient.isEmpty)
    }
  }
}

@Suite struct `A TLS context` {
  @Test func `is not made of a file that has no certificates`() {
    #expect(throws: TLSError.unusableFile("/nonexistent/ca.pem")) {
      _ = try TLSContext.client(trusting: "/nonexistent/ca.pem")
    }
    #expect(throws: TLSError.unusableFile("/etc/hostname")) {
      _ = try TLSContext.client(trusting: "/etc/hostname")
    }
    #expect(throws: TLSError.unusableFile("/etc/hostname")) {
      _ = try TLSContext.server(certificate: "/etc/hostname", key: "/etc/hostname")
    }
  }

  @Test func `says in a line what is wrong`() {
    #expect(TLSError.unusableFile("/x").description == "cannot read certificates from /x")
    #expect(
      TLSError.certificate("hostname mismatch").description
        == "the server's certificate is not accepted: hostname mismatch"
    )
  }
}
