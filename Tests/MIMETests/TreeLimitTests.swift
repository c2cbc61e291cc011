import MIME
import Testing

@Suite struct `The tree of a hostile message` {
  /// Multiparts in multiparts, each with a boundary of its own.
  private func nest(_ depth: Int, _ kind: (Int) -> String) -> String {
    (0..<depth).map(kind).joined() + "\n\nend"
  }

  @Test func `is not deeper than the limit`() {
    let multiparts = Sample(nest(150) { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" })
    #expect(multiparts.tree.parts.map(\.depth).max() == 100)
    #expect(multiparts.tree.defects.contains { $0.kind == .tooDeep })
    let messages = Sample(nest(150) { _ in "Content-Type: message/rfc822\n\n" })
    #expect(messages.tree.parts.count == 101)
    #expect(messages.tree.defects.contains { $0.kind == .tooDeep })
  }

  @Test func `has no more parts than the limit`() {
    let parts = String(repeating: "--b\n\nx\n", count: 20_000)
    let sample = Sample("Content-Type: multipart/mixed; boundary=b\n\n\(parts)")
    #expect(sample.tree.parts.count == 10_000)
    #expect(sample.tree.defects.map(\.kind) == [.tooManyParts, .missingEndBoundary])
    #expect(sample.tree.root.body.upperBound == sample.bytes.count)
  }

  @Test func `tells no more defects than the limit`() {
    let sample = Sample(String(repeating: "To: x\n", count: 5_000))
    #expect(sample.tree.defects.count == 1_000)
  }

  /// Many of each, in one part and below a hundred open boundaries.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "--b\n", "--b0\n", "--c\n", "--\n", "-", "\n", "X: y\n", " \n", ":", "To: x\n", "\0", "--b99-",
      "--b99--\n",
    ]
  )
  func `takes time in proportion to its length`(unit: String) {
    let many = String(repeating: unit, count: 20_000)
    _ = Sample(bytes: Array("Content-Type: multipart/mixed; boundary=b\r\n\r\n\(many)".utf8))
    _ = Sample(bytes: Array("Subject: \(many)\r\n\r\n".utf8))
    let open = (0..<100).map { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" }.joined()
    _ = Sample(bytes: Array("\(open)\r\n\(many)".utf8))
  }

  @Test(.timeLimit(.minutes(10)))
  func `may be a single line of megabytes`() {
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 5_000_000)
    #expect(Sample(bytes: line).tree.parts.count == 1)
    let sample = Sample(
      bytes: Array("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n".utf8) + line
    )
    #expect(sample.tree.parts.last?.body.count == line.count)
  }
}
