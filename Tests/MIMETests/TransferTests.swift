import Bytes
import MIME
import Testing

@Suite struct `The content of a part` {
  private func content(_ encoding: String, _ body: String, piece: Int) -> [UInt8] {
    let bytes = latin1("Content-Transfer-Encoding: \(encoding)\r\n\r\n\(body)")
    let tree = MIMETree(bytes.span)
    var reader = ContentReader(tree.root)
    var content: [UInt8] = []
    while !reader.isAtEnd { reader.read(from: bytes.span, size: piece, into: &content) }
    return content
  }

  @Test(
    arguments: [
      ("base64", "aGVsbG8=", "hello"), ("BASE64", "aGVs\r\nbG8=\r\n", "hello"),
      ("base64", "aGVsbG8", "hello"),
      ("base64", "aG VsbG\t8=", "hello"), ("base64", "a!G-V*sbG8=", "hello"), ("base64", "aA==aGk=", "hhi"),
      ("base64", "aGVsbG8h\r\n-- \r\nfooter", "hello!~\u{8A}-z"), ("base64", "", ""),
      ("base64", "=", ""), ("base64", "a", ""),
      ("quoted-printable", "a=20b=\r\nc", "a bc"), ("quoted-printable", "=c3=A9", "\u{C3}\u{A9}"),
      ("quoted-printable", "a=  \r\nb", "ab"), ("quoted-printable", "a=\nb", "ab"),
      ("quoted-printable", "a=", "a"),
      ("quoted-printable", "=4", "=4"), ("quoted-printable", "=G1=41", "=G1A"),
      ("quoted-printable", "a \r\nb", "a \r\nb"),
      ("x-uuencode", "begin 644 f\r\n%:&5L;&\\\r\n \r\nend\r\nrest", "hello"), ("uuencode", "no begin", ""),
      ("uuencode", "begin 644 f\r\n#.```\r\n`\r\nend\r\n", "8\0\0"),
      ("7bit", "a=20", "a=20"), ("x-unknown", "a=20", "a=20"), ("8bit (comment)", "\u{E9}", "\u{E9}"),
    ] as [(String, String, String)]
  )
  func `is decoded, whole and in pieces`(encoding: String, body: String, expected: String) {
    for piece in [1, 2, 3, 4, 5, 7, 16, 1_000] {
      #expect(content(encoding, body, piece: piece) == latin1(expected), "in pieces of \(piece)")
    }
  }

  @Test func `is shown to a visitor piece by piece`() {
    let text = [UInt8](repeating: 0x78, count: 200_000)
    let bytes = Array("Content-Transfer-Encoding: base64\r\n\r\n".utf8) + Base64.encode(text.span)
    var pieces: [[UInt8]] = []
    MIMETree(bytes.span).visitContent(of: 0, in: bytes.span) { pieces.append(Array(copying: $0)) }
    #expect(pieces.count > 1 && pieces.allSatisfy { $0.count <= ContentReader.pieceSize })
    #expect(Array(pieces.joined()) == text)
  }

  @Test func `is every byte that Base64 was made from`() {
    let bytes = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 256) }
    for count in [0, 1, 2, 3, 4, 57, 58, 4_999, 5_000] {
      let sent = Array(bytes[..<count])
      let encoded = Base64.encode(sent.span)
      let lines = stride(from: 0, to: encoded.count, by: 76).map { encoded[$0..<min($0 + 76, encoded.count)] }
      let text = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\r\n")
      #expect(content("base64", text, piece: 1_000) == sent)
    }
  }
}
