import Bytes
import Compression
import Gunzip
import Testing

@Suite struct `A deflater` {
  static let contents: [[UInt8]] = [
    [], [0], Array("Hello".utf8), [UInt8](repeating: 7, count: 3_000_000),
    (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 &* $0) >> 7) }, noise(300_000),
  ]

  /// Bytes that cannot be made shorter.
  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }

  private func compress(_ content: [UInt8], inPiecesOf size: Int) -> [UInt8] {
    var deflater = Deflater()
    var output = ByteBuffer()
    for start in stride(from: 0, to: content.count, by: size) {
      deflater.compress(content.span.extracting(start..<min(start + size, content.count)), into: &output)
    }
    deflater.finish(into: &output)
    return output.bytes
  }

  @Test(arguments: contents, [1_000, 32 * 1024, .max / 2])
  func `loses nothing, whatever the pieces`(content: [UInt8], size: Int) {
    #expect(gunzip(compress(content, inPiecesOf: size)) == content)
  }

  @Test func `loses nothing byte by byte`() {
    let content = Array(String(repeating: "Lorem ipsum dolor sit amet. ", count: 40).utf8)
    #expect(gunzip(compress(content, inPiecesOf: 1)) == content)
    for split in [0, 1, content.count / 2, content.count - 1] {
      #expect(gunzip(compress(content, inPiecesOf: max(split, 1))) == content)
    }
  }

  @Test func `makes text much shorter, also where it repeats what was some kilobytes before`() {
    let body = (0..<1_000).map { "line \($0 &* 7_919 % 1_000)\r\n" }.joined()
    let text = Array((body + body).utf8)
    #expect(text.count > 16 * 1024)
    #expect(compress(text, inPiecesOf: 4_096).count < text.count / 3)
  }
}
