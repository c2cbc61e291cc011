import Testing
import WebSocket

@Suite struct `Fragments` {
  private typealias Frame = ClientFrames

  @Test func `become one message`() {
    #expect(
      actions(
        Frame.text("a", isFinal: false) + Frame.frame(0, [0x62], isFinal: false) + Frame.frame(0, [0x63])
      )
        == [.message(.text(Array("abc".utf8)))]
    )
    #expect(
      actions(Frame.frame(2, [0xFF], isFinal: false) + Frame.frame(0)) == [.message(.binary([0xFF]))]
    )
  }

  @Test func `may be empty`() {
    #expect(
      actions(Frame.text("", isFinal: false) + Frame.frame(0, isFinal: false) + Frame.frame(0))
        == [.message(.text([]))]
    )
  }

  @Test func `let control frames through between them`() {
    #expect(
      actions(
        Frame.text("a", isFinal: false) + Frame.frame(9, [1, 2]) + Frame.frame(10)
          + Frame.frame(0, [0x62], isFinal: false) + Frame.frame(9) + Frame.frame(0)
      ) == [.answerPing([1, 2]), .pong, .answerPing([]), .message(.text(Array("ab".utf8)))]
    )
  }

  @Test func `cannot follow nothing`() {
    #expect(actions(Frame.frame(0, [1])) == [.fail(.protocolError)])
    #expect(actions(Frame.frame(0, [1], isFinal: false)) == [.fail(.protocolError)])
    #expect(
      actions(Frame.text("a") + Frame.frame(0)) == [.message(.text([0x61])), .fail(.protocolError)]
    )
  }

  @Test(arguments: [1, 2] as [UInt8])
  func `cannot be interrupted by another message`(opcode: UInt8) {
    #expect(actions(Frame.text("a", isFinal: false) + Frame.frame(opcode, [1])) == [.fail(.protocolError)])
  }

  @Test func `count together against the limit`() {
    let first = Frame.frame(2, [1, 2, 3], isFinal: false)
    #expect(actions(first + Frame.frame(0, [4]), limit: 4) == [.message(.binary([1, 2, 3, 4]))])
    #expect(actions(first + Frame.frame(0, [4, 5]), limit: 4) == [.fail(.messageTooBig)])
    // The next message begins anew.
    #expect(
      actions(first + Frame.frame(0) + first + Frame.frame(0, [4]), limit: 4)
        == [.message(.binary([1, 2, 3])), .message(.binary([1, 2, 3, 4]))]
    )
  }

  @Test func `that add up to more than a number can say are refused`() {
    let first = Frame.frame(2, [1], isFinal: false)
    let header: [UInt8] = [0x80, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(actions(first + header + Frame.key, limit: .max) == [.fail(.messageTooBig)])
  }

  @Test(arguments: [8, 9, 10] as [UInt8])
  func `are no way to send a control frame`(opcode: UInt8) {
    #expect(actions(Frame.frame(opcode, isFinal: false)) == [.fail(.protocolError)])
  }

  @Test(arguments: [8, 9, 10] as [UInt8])
  func `would be needed for a control frame of 126 bytes, which is refused`(opcode: UInt8) {
    let reason = [UInt8](repeating: 0x61, count: 123)
    let payload = [0x03, 0xE8] + reason
    #expect(actions(Frame.frame(opcode, payload))?.contains(.fail(.protocolError)) == false)
    #expect(actions(Frame.frame(opcode, payload + [0x61])) == [.fail(.protocolError)])
  }
}
