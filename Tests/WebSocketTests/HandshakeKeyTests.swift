import Bytes
import Testing
import WebSocket

@Suite struct `The key of a handshake` {
  @Test func `is answered by the hash of itself and the standard's own words`() throws {
    let key = try #require(HandshakeKey("dGhlIHNhbXBsZSBub25jZQ=="))
    var hashed: [UInt8] = []
    // What RFC 6455 section 1.3 gives as the SHA-1.
    let accept = key.accept { bytes in
      hashed = Array(copying: bytes)
      return [
        0xB3, 0x7A, 0x4F, 0x2C, 0xC0, 0x62, 0x4F, 0x16, 0x90, 0xF6, 0x46, 0x06, 0xCF, 0x38, 0x59, 0x45, 0xB2,
        0xBE, 0xC4, 0xEA,
      ]
    }
    #expect(
      String(decoding: hashed, as: UTF8.self)
        == "dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    )
    #expect(accept == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
  }

  @Test(arguments: [
    "", "x", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZWQ=",
    "dGhlIHNhbXBsZSBub25jZQ== ", "!!!!!!!!!!!!!!!!!!!!!!==", "dGhlIHNhbXBsZSBub25jZSBvZiBtYW55IGJ5dGVz",
  ])
  func `is the Base64 of sixteen bytes`(text: String) {
    #expect(HandshakeKey(ByteString(text)) == nil)
  }
}
