import Bytes
import Testing

@Suite struct `A scan` {
  private func firstLineEnd(_ text: String, from start: Int = 0) -> Int? {
    Scan.firstLineEnd(in: Array(text.utf8).span, from: start)
  }

  private func firstNonASCII(_ bytes: [UInt8], from start: Int = 0) -> Int? {
    Scan.firstNonASCII(in: bytes.span, from: start)
  }

  @Test func `finds a byte at or after a place`() {
    let bytes = Array("abcabc".utf8)
    #expect(Scan.firstIndex(of: UInt8(ascii: "b"), in: bytes.span) == 1)
    #expect(Scan.firstIndex(of: UInt8(ascii: "b"), in: bytes.span, from: 1) == 1)
    #expect(Scan.firstIndex(of: UInt8(ascii: "b"), in: bytes.span, from: 2) == 4)
    #expect(Scan.firstIndex(of: UInt8(ascii: "b"), in: bytes.span, from: 5) == nil)
    #expect(Scan.firstIndex(of: UInt8(ascii: "b"), in: bytes.span, from: 6) == nil)
    #expect(Scan.firstIndex(of: UInt8(ascii: "x"), in: bytes.span) == nil)
  }

  @Test(arguments: [
    ("", nil), ("abc", nil), ("abc\r", nil), ("abc\n", nil), ("abc\r\n", 3), ("\r\n", 0), ("a\nb\r\n", 3),
    ("a\rb\r\r\n", 4), ("\n\r\n", 1), ("a\r\nb\r\n", 1),
  ])
  func `ends a line only at CRLF`(text: String, expected: Int?) {
    #expect(firstLineEnd(text) == expected)
  }

  @Test func `does not take a CR before the start for the line's own`() {
    #expect(firstLineEnd("\r\nab\r\n", from: 1) == 4)
    #expect(firstLineEnd("a\r\nb\r\n", from: 3) == 4)
  }

  @Test func `finds bytes within bytes`() {
    let bytes = Array("one two two".utf8)
    let needle = Array("two".utf8)
    #expect(Scan.firstRange(of: needle.span, in: bytes.span) == 4..<7)
    #expect(Scan.firstRange(of: needle.span, in: bytes.span, from: 5) == 8..<11)
    #expect(Scan.firstRange(of: needle.span, in: bytes.span, from: 9) == nil)
    #expect(Scan.firstRange(of: needle.span, in: bytes.span, from: 12) == nil)
  }

  @Test func `finds nothing at once`() {
    let empty: [UInt8] = []
    let bytes = Array("abc".utf8)
    #expect(Scan.firstRange(of: empty.span, in: bytes.span, from: 2) == 2..<2)
    #expect(Scan.firstRange(of: bytes.span, in: empty.span) == nil)
  }

  @Test func `copies a span into an array`() {
    let bytes = Array("abc".utf8)
    #expect(Array(copying: bytes.span.extracting(1..<3)) == Array("bc".utf8))
  }

  @Test func `finds the first byte beyond ASCII wherever it stands`() {
    for length in [1, 63, 64, 65, 200] {
      let plain = [UInt8](repeating: 0x7F, count: length)
      #expect(firstNonASCII(plain) == nil)
      for place in 0..<length {
        var bytes = plain
        bytes[place] = 0x80
        #expect(firstNonASCII(bytes) == place)
        #expect(firstNonASCII(bytes, from: place) == place)
        #expect(firstNonASCII(bytes, from: place + 1) == nil)
      }
    }
  }
}
