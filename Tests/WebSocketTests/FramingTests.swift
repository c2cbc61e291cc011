import Bytes
import Testing
import WebSocket

@Suite struct `A frame` {
  @Test func `of RFC 6455 section 5.7 is read`() {
    #expect(
      actions([0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58])
        == [.message(.text(Array("Hello".utf8)))]
    )
  }

  @Test(arguments: [0, 1, 7, 8, 9, 124, 125, 126, 127, 255, 256, 1_000])
  func `is unmasked whatever its length and its cut`(count: Int) {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    #expect(actions(ClientFrames.frame(2, payload)) == [.message(.binary(payload))])
  }

  @Test(arguments: [0xFFFF, 0x1_0000, 200_001])
  func `may be long`(count: Int) {
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    #expect(actions(ClientFrames.frame(2, payload), cuts: false) == [.message(.binary(payload))])
  }

  @Test(arguments: UInt8(1)..<8)
  func `with reserved bits is refused`(bits: UInt8) {
    #expect(
      actions(ClientFrames.frame(1, [65], reserved: bits)) == [.fail(.protocolError)]
    )
  }

  @Test(arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
  func `of an unknown kind is refused`(opcode: UInt8) {
    #expect(actions(ClientFrames.frame(opcode)) == [.fail(.protocolError)])
  }

  @Test(arguments: [1, 2, 8, 9, 10] as [UInt8])
  func `that is not masked is refused`(opcode: UInt8) {
    #expect(actions(ClientFrames.frame(opcode, isMasked: false)) == [.fail(.protocolError)])
  }

  @Test(
    arguments: [
      // Longer than needed.
      [0x82, 0xFE, 0x00, 0x7D], [0x82, 0xFE, 0x00, 0x00],
      [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1],
      // Above what a number with a sign can say.
      [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0], [0x82, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ] as [[UInt8]]
  )
  func `whose length is not written as it must be is refused`(header: [UInt8]) {
    #expect(actions(header + ClientFrames.key) == [.fail(.protocolError)])
  }

  @Test func `that is larger than can be is refused before its payload comes`() {
    let header: [UInt8] = [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(actions(header + ClientFrames.key) == [.fail(.messageTooBig)])
  }

  @Test(arguments: [0, 1, 2, 1_000])
  func `may be as large as the limit and no larger`(limit: Int) {
    let payload = [UInt8](repeating: 1, count: limit)
    #expect(actions(ClientFrames.frame(2, payload), limit: limit) == [.message(.binary(payload))])
    #expect(actions(ClientFrames.frame(2, payload + [1]), limit: limit) == [.fail(.messageTooBig)])
  }

  @Test(
    arguments: [
      (0, [0x81, 0]), (125, [0x81, 125]), (126, [0x81, 126, 0, 126]), (0xFFFF, [0x81, 126, 0xFF, 0xFF]),
      (0x1_0000, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] as [(Int, [UInt8])]
  )
  func `of the server says its length in the shortest way`(count: Int, header: [UInt8]) {
    var buffer = ByteBuffer()
    buffer.append(headerOf: .text, payloadCount: count)
    #expect(buffer.bytes == header)
  }

  @Test func `of the server is not masked`() {
    var buffer = ByteBuffer()
    buffer.append(frame: .pong, [1, 2])
    buffer.append(closeFrame: .goingAway)
    buffer.append(closeFrame: nil)
    #expect(buffer.bytes == [0x8A, 2, 1, 2, 0x88, 2, 0x03, 0xE9, 0x88, 0])
  }
}
