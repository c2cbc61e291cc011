import Testing
import WebSocket

@Suite struct `Text` {
  private static let valid: [[UInt8]] = [
    [], [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
    [0xEE, 0x80, 0x80],
    [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    Array("κόσμε, plain ASCII of some length, 🦔 and on".utf8),
  ]

  private static let invalid: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
    [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
    [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xC2, 0x41], [0xE2, 0x82, 0x41], [0xF0, 0x9F, 0xA6, 0x41],
    Array("eight in a row, then ".utf8) + [0xFF],
  ]

  private static let truncated: [[UInt8]] = [
    [0xC2], [0xE2], [0xE2, 0x82], [0xF0], [0xF0, 0x9F], [0xF0, 0x9F, 0xA6], Array("abcdefgh".utf8) + [0xC3],
  ]

  @Test(arguments: valid)
  func `in UTF-8 is taken, also when a character is in two fragments`(text: [UInt8]) {
    #expect(actions(ClientFrames.frame(1, text)) == [.message(.text(text))])
    for cut in text.indices {
      let frames =
        ClientFrames.frame(1, Array(text[..<cut]), isFinal: false) + ClientFrames.frame(9)
        + ClientFrames.frame(0, Array(text[cut...]))
      #expect(actions(frames, cuts: false) == [.answerPing([]), .message(.text(text))])
    }
  }

  @Test(arguments: invalid)
  func `that is not UTF-8 ends the connection`(text: [UInt8]) {
    #expect(actions(ClientFrames.frame(1, text)) == [.fail(.invalidText)])
    #expect(actions(ClientFrames.frame(2, text)) == [.message(.binary(text))])
  }

  @Test(arguments: truncated)
  func `that ends in a character ends the connection`(text: [UInt8]) {
    #expect(actions(ClientFrames.frame(1, text)) == [.fail(.invalidText)])
    // More may follow.
    #expect(actions(ClientFrames.frame(1, text, isFinal: false)) == [])
  }

  @Test func `that is refused has been taken, like all that has a consequence`() {
    let frame = ClientFrames.frame(1, [0xFF])
    var session = WebSocketSession(messageLimit: 10)
    #expect(session.receiveAll(frame.dropLast()) == [])
    let last = Array(frame.suffix(1))
    var position = 0
    #expect(session.receive(last.span, from: &position) == .fail(.invalidText))
    #expect(position == 1)
  }

  @Test func `is refused as soon as it is wrong`() {
    let frame = ClientFrames.frame(1, [0x61, 0xFF] + [UInt8](repeating: 0x61, count: 100))
    var session = WebSocketSession(messageLimit: 1_000)
    #expect(session.receiveAll(frame[..<7]) == [])
    #expect(session.receiveAll(frame[7..<8]) == [.fail(.invalidText)])
  }
}
