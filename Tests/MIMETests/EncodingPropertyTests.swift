import Bytes
import Charsets
import MIME
import PropertyTesting
import Testing

private struct Lost: Error {
  let what: String
}

private func require(_ condition: Bool, _ what: @autoclosure () -> String) throws(Lost) {
  guard condition else { throw Lost(what: what()) }
}

@Suite struct `Content that was encoded` {
  private func content(_ encoding: String, _ body: [UInt8], piece: Int) -> [UInt8] {
    let bytes = Array("Content-Transfer-Encoding: \(encoding)\r\n\r\n".utf8) + body
    var reader = ContentReader(MIMETree(bytes.span).root)
    var content: [UInt8] = []
    while !reader.isAtEnd { reader.read(from: bytes.span, size: piece, into: &content) }
    return content
  }

  /// Each byte as it is or as two digits, with soft breaks wherever the encoder likes.
  @Test func `comes back from quoted-printable`() throws {
    let digits = Array("0123456789ABCDEFabcdef".utf8)
    try Property.check(size: 600) { choices in
      let sent = choices.bytes(upTo: 80)
      var body: [UInt8] = []
      for byte in sent {
        let mayStand = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
        if mayStand, choices.bool() {
          body.append(byte)
        } else {
          let upper = choices.bool()
          let high = Int(byte >> 4), low = Int(byte & 15)
          body += [
            UInt8(ascii: "="), digits[upper || high < 10 ? high : high + 6],
            digits[upper || low < 10 ? low : low + 6],
          ]
        }
        if choices.number(upTo: 9) == 0 { body += choices.pick(["=\r\n", "= \t\r\n", "=\n"]).utf8 }
      }
      let piece = 1 + choices.number(upTo: 20)
      try require(
        content("quoted-printable", body, piece: piece) == sent,
        String(decoding: body, as: UTF8.self)
      )
    }
  }

  /// Lines of up to 45 bytes, a space or a grave accent for nothing.
  @Test func `comes back from uuencode`() throws {
    try Property.check(size: 600) { choices in
      let sent = choices.bytes(upTo: 200)
      var body = Array("begin 644 a\r\n".utf8)
      var rest = sent[...]
      while !rest.isEmpty {
        let line = Array(rest.prefix(1 + choices.number(upTo: 44)))
        rest = rest.dropFirst(line.count)
        body.append(UInt8(line.count) + 0x20)
        for start in stride(from: 0, to: line.count, by: 3) {
          let group = (0..<3).reduce(UInt32(0)) {
            $0 << 8 | (start + $1 < line.count ? UInt32(line[start + $1]) : 0)
          }
          for shift in [18, 12, 6, 0] as [UInt32] {
            let digit = UInt8(group >> shift & 63)
            body.append(digit == 0 && choices.bool() ? 0x60 : digit + 0x20)
          }
        }
        body += choices.bool() ? [0x0D, 0x0A] : [0x0A]
      }
      body += Array("`\r\nend\r\n".utf8)
      let piece = 1 + choices.number(upTo: 60)
      try require(content("x-uuencode", body, piece: piece) == sent, String(decoding: body, as: UTF8.self))
    }
  }

  /// In text it is a file, found and read in pieces.
  @Test func `comes back from yEnc`() throws {
    try Property.check(size: 600) { choices in
      let sent = choices.bytes(upTo: 150)
      var body = Array("before\r\n=ybegin line=128 size=\(sent.count) name=a b.bin\r\n".utf8)
      var column = 0
      for byte in sent {
        let moved = byte &+ 42
        let isCritical = [0x00, 0x0A, 0x0D, 0x3D].contains(moved)
        body += isCritical ? [0x3D, moved &+ 64] : [moved]
        column += 1
        if column > choices.number(upTo: 100) {
          body += [0x0D, 0x0A]
          column = 0
        }
      }
      body += (column > 0 ? "\r\n" : "").utf8
      body += "=yend size=\(sent.count)\r\nbehind\r\n".utf8
      let files = EmbeddedFile.all(in: body.span)
      try require(files.count == 1 && files[0].name == "a b.bin", "\(body)")
      try require(files[0].content(in: body.span) == sent && files[0].size == sent.count, "\(body)")
    }
  }

  @Test func `comes back from encoded words, however they are cut`() throws {
    let characters = ["a", " ", "=", "?", "_", "é", "日", "😀", "\"", "="]
    try Property.check { choices in
      let text = choices.list(upTo: 20) { $0.pick(characters) }.joined().trimmingSpaces()
      guard !text.isEmpty else { return }
      var words: [String] = []
      var rest = Array(text.utf8)[...]
      let isBase64 = choices.bool()
      while !rest.isEmpty {
        // Cut anywhere, also within a character, as some senders do.
        let piece = Array(rest.prefix(1 + choices.number(upTo: 12)))
        rest = rest.dropFirst(piece.count)
        let coded =
          isBase64
          ? String(decoding: Base64.encode(piece.span), as: UTF8.self)
          : piece.map { "=" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        words.append("=?utf-8?\(isBase64 ? "B" : "q")?\(coded)?=")
      }
      let value = words.joined(separator: choices.pick([" ", "\r\n ", "\t"]))
      try require(decoded(value) == text, "\(value) is \(decoded(value))")
    }
  }

  @Test func `is in windows-1252 what the C library makes of it`() {
    for byte in UInt8.min...UInt8.max where ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) {
      let bytes: [UInt8] = [0x61, byte]
      let ours = TextDecoder.decode(bytes.span, label: "iso-8859-1", charsets: BuiltInCharsets())
      var theirs: [UInt8] = []
      var converter = IconvCharsets().converter(from: "cp1252")
      converter?.convert(bytes.span, isLast: true, into: &theirs)
      #expect(ours.bytes == theirs, "\(byte)")
    }
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    let start = drop { $0 == " " }
    let end = start.lastIndex { $0 != " " }
    return end.map { String(start[...$0]) } ?? ""
  }
}
