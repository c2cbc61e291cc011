import Bytes
import Compression
import Gunzip
import PropertyTesting
import Testing

@Suite struct `A gzip member` {
  private struct Lost: Error {
    let count: Int
  }

  private func compress(_ content: [UInt8], _ level: Deflater.Level = .fastest) -> [UInt8] {
    var deflater = Deflater(level: level)
    var output = ByteBuffer()
    deflater.compress(content.span, into: &output)
    deflater.finish(into: &output)
    return output.bytes
  }

  /// RFC 1952 section 2.3.
  @Test func `has the header and the trailer that RFC 1952 wants`() {
    let content = Array("hello hello hello".utf8)
    let member = compress(content)
    #expect(member.prefix(3) == [0x1F, 0x8B, 8])
    // No flags: neither a name nor a comment stands between header and data.
    #expect(member[3] == 0)
    let length = member.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(length == content.count)
  }

  @Test func `is whole though nothing was compressed`() {
    var output = ByteBuffer()
    Deflater().finish(into: &output)
    #expect(gunzip(output.bytes) == [])
    #expect(output.count < 30)
  }

  @Test(arguments: [0, 1, 20, 1_000])
  func `is told from one that is cut or changed`(count: Int) {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let member = compress(content)
    #expect(gunzip(member) == content)
    for cut in 0..<member.count where cut % max(member.count / 20, 1) == 0 {
      #expect(gunzip(Array(member[..<cut])) == nil)
    }
    var damaged = member
    damaged[member.count - 8] ^= 1
    #expect(gunzip(damaged) == nil)
    #expect(gunzip(member + [0]) == nil)
  }

  @Test func `stands behind what the buffer holds already`() {
    var output = ByteBuffer()
    output.append("HEAD")
    var deflater = Deflater()
    deflater.compress(Array("body".utf8).span, into: &output)
    deflater.finish(into: &output)
    #expect(output.bytes.prefix(4) == Array("HEAD".utf8)[...])
    #expect(gunzip(Array(output.bytes.dropFirst(4))) == Array("body".utf8))
  }

  @Test func `is shorter, or as short, where time does not matter`() {
    let words = ["message", "from", "to", "subject", "body", "part", "header", "value"]
    let text = Array(
      (0..<20_000).map { words[($0 &* 7_919 &+ $0 / 13) % words.count] }.joined(separator: " ").utf8
    )
    let (fast, best) = (compress(text), compress(text, .best))
    #expect(gunzip(best) == text)
    #expect(best.count < fast.count)
  }

  /// Content that is compressed already must not become much larger.
  @Test(arguments: [100, 10_000, 300_000])
  func `of noise is hardly longer than the noise`(count: Int) {
    var numbers = SeededNumbers(seed: 7)
    let noise = (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
    let member = compress(noise)
    #expect(member.count <= count + count / 500 + 64)
    #expect(gunzip(member) == noise)
  }

  @Test func `is not mixed up with another that is made at the same time`() {
    let one = (0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* 3) }
    let other = Array(one.reversed())
    var first = Deflater()
    var second = Deflater(level: .best)
    var outputs = [ByteBuffer(), ByteBuffer()]
    for start in stride(from: 0, to: 30_000, by: 1_000) {
      first.compress(one.span.extracting(start..<start + 1_000), into: &outputs[0])
      second.compress(other.span.extracting(start..<start + 1_000), into: &outputs[1])
    }
    second.finish(into: &outputs[1])
    first.finish(into: &outputs[0])
    #expect(outputs.map { gunzip($0.bytes) } == [one, other])
  }

  @Test func `gives back whatever went in, in whatever pieces`() throws {
    try Property.check(runs: 150, size: 600) { choices in
      let unit = choices.bytes(upTo: 40)
      let content =
        Array(repeatElement(unit, count: choices.number(upTo: 500)).joined()) + choices.bytes(upTo: 200)
      var deflater = Deflater(level: choices.bool() ? .best : .fastest)
      var output = ByteBuffer()
      for piece in choices.pieces(of: content) { deflater.compress(Array(piece).span, into: &output) }
      deflater.finish(into: &output)
      guard gunzip(output.bytes) == content else { throw Lost(count: content.count) }
    }
  }
}
