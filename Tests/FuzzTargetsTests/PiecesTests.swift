import FuzzTargets
import Testing

@Suite struct `The pieces of an input` {
  @Test func `are single bytes if nothing is said about them`() {
    #expect(Pieces(Array("abc".utf8)).pieces.map { Array($0) } == [[0x61], [0x62], [0x63]])
  }

  @Test func `have the lengths behind the last mark, over and over`() {
    let input = Pieces(Array("abc\u{7F}efgh".utf8) + [0xFF, 0x69, 0xFF, 1, 3])
    #expect(Array(input.whole) == Array("abc\u{7F}efgh".utf8) + [0xFF, 0x69])
    #expect(input.pieces.map(\.count) == [1, 3, 1, 3, 1, 1])
    #expect(Array(input.pieces.joined()) == Array(input.whole))
  }

  @Test func `are never empty`() {
    #expect(Pieces(Array("ab".utf8) + [0xFF, 0]).pieces.map(\.count) == [1, 1])
    #expect(Pieces([]).pieces.isEmpty)
    #expect(Pieces([0xFF, 9]).pieces.isEmpty)
  }
}
