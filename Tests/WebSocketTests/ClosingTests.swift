import Testing
import WebSocket

@Suite struct `Closing` {
  private typealias Frame = ClientFrames

  @Test(arguments: [
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ])
  func `is answered by the same code`(code: Int) {
    let expected: [WebSocketAction] = [.answerClose(CloseCode(rawValue: UInt16(code)))]
    #expect(actions(Frame.close(code)) == expected)
    #expect(actions(Frame.close(code, Array("reason é".utf8))) == expected)
  }

  @Test(arguments: [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])
  func `with a code that nobody may send is refused`(code: Int) {
    #expect(actions(Frame.close(code)) == [.fail(.protocolError)])
  }

  @Test func `needs no code, but not half of one`() {
    #expect(actions(Frame.frame(8)) == [.answerClose(nil)])
    #expect(actions(Frame.frame(8, [3])) == [.fail(.protocolError)])
  }

  @Test(arguments: [[0xFF], [0x61, 0xC3]] as [[UInt8]])
  func `with a reason that is no text is refused`(reason: [UInt8]) {
    #expect(actions(Frame.close(1000, reason)) == [.fail(.invalidText)])
  }

  @Test func `makes all that follows meaningless`() {
    #expect(actions(Frame.frame(8) + Frame.text("a") + [0xFF, 0xFF]) == [.answerClose(nil)])
    #expect(actions(Frame.frame(3) + Frame.text("a") + Frame.frame(8)) == [.fail(.protocolError)])
  }

  @Test func `from our side waits for the peer's close frame, and for nothing else`() {
    var session = WebSocketSession(messageLimit: 10)
    #expect(session.receiveAll(Frame.text("a", isFinal: false)) == [])
    session.close()
    #expect(session.receiveAll(Frame.frame(0, [0x62]) + Frame.frame(9, [1])) == [])
    #expect(session.receiveAll(Frame.text(String(repeating: "x", count: 500))) == [])
    #expect(session.receiveAll(Frame.frame(10)) == [.pong])
    #expect(session.receiveAll(Frame.close(1000)) == [.end])
    #expect(session.receiveAll(Frame.close(1000)) == [])
  }

  @Test func `from both sides ends at once`() {
    var session = WebSocketSession(messageLimit: 10)
    let frame = Frame.close(1001)
    #expect(session.receiveAll(frame[..<4]) == [])
    session.close()
    #expect(session.receiveAll(frame[4...]) == [.end])
  }
}
