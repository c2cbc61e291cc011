import Bytes
import Testing

@Suite struct `A byte buffer` {
  private func text(_ fill: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer()
    fill(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func `takes every form of bytes in order`() {
    let array = Array("def".utf8)
    let written = text { buffer in
      buffer.append("abc")
      buffer.append(contentsOf: array)
      buffer.append(contentsOf: array[1...])
      buffer.append(contentsOf: array.span.extracting(0..<1))
      buffer.append(contentsOf: "g" as ByteString)
      buffer.append(text: "é")
      buffer.append(UInt8(ascii: "."))
    }
    #expect(written == "abcdefefdgé.")
  }

  @Test(arguments: [
    (0, "0"), (9, "9"), (10, "10"), (255, "255"), (256, "256"), (-1, "-1"), (Int.min, "-9223372036854775808"),
  ])
  func `writes decimals`(value: Int, expected: String) {
    #expect(text { $0.append(decimal: value) } == expected)
  }

  @Test(arguments: [
    (0, 1, "0"), (7, 2, "07"), (42, 2, "42"), (5, 4, "0005"), (12345, 4, "12345"),
    (620_040_223, 9, "620040223"),
    (3, 0, "3"),
  ])
  func `fills decimals up with zeros and cuts none`(value: Int, width: Int, expected: String) {
    #expect(text { $0.append(decimal: value, width: width) } == expected)
  }

  @Test func `writes hexadecimals in lower case`() {
    #expect(text { $0.append(hexadecimal: 0) } == "0")
    #expect(text { $0.append(hexadecimal: 48_879) } == "beef")
  }

  @Test func `counts what it holds`() {
    var buffer = ByteBuffer(capacity: 100)
    #expect(buffer.isEmpty)
    buffer.append("abc")
    #expect(buffer.count == 3)
    buffer.removeAll()
    #expect(buffer.isEmpty)
  }

  @Test func `gives up its bytes once`() {
    var buffer = ByteBuffer()
    buffer.append("abc")
    #expect(buffer.take() == Array("abc".utf8))
    #expect(buffer.take() == [])
  }
}
