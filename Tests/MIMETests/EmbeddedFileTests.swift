import Bytes
import Charsets
import MIME
import Testing

@Suite struct `A file in plain text` {
  @Test func `is found and decoded`() {
    let text = latin1(
      "Hi\r\nbegin 644 hello.txt\r\n%:&5L;&\\\r\n`\r\nend\r\nthen\r\n=ybegin line=128 size=3 name=a b.bin\r\n"
        + "\u{8B}\u{8C}=\u{40}\r\n=yend size=3\r\nbegin 644 unfinished\r\n"
    )
    let files = EmbeddedFile.all(in: text.span)
    #expect(files.map(\.name) == ["hello.txt", "a b.bin"])
    #expect(files.map(\.encoding) == [.uuencode, .yEnc])
    #expect(files.map { $0.content(in: text.span) } == [Array("hello".utf8), [0x61, 0x62, 0xD6]])
    #expect(files.map(\.size) == [5, 3])
    #expect(String(decoding: text[files[0].range], as: UTF8.self).hasPrefix("begin 644"))
  }

  @Test(arguments: [
    "begin with a plan\r\nend\r\n", "begin 9 x\r\nend\r\n", "=ybegin\r\n=yend\r\n", "end\r\n",
    "> begin 644 x\r\nend\r\n", "x=ybegin size=1 name=x\r\n=yend\r\n", "=xbegin size=1 name=x\r\n=yend\r\n",
    "begin 644 x\r\nno end\r\n",
  ])
  func `is not seen where none is`(text: String) {
    #expect(EmbeddedFile.all(in: Array(text.utf8).span).isEmpty)
  }

  @Test func `ends with the longest line that anybody writes`() {
    func files(_ count: Int) -> Int {
      EmbeddedFile.all(in: Array("begin 644 x\n\(String(repeating: "#", count: count))\nend\n".utf8).span)
        .count
    }
    #expect(files(4_096) == 1 && files(4_097) == 0)
  }

  @Test func `is one of a thousand at most`() {
    let text = Array(String(repeating: "begin 644 x\nend\n", count: 1_500).utf8)
    #expect(EmbeddedFile.all(in: text.span).count == EmbeddedFile.limit)
  }

  private static let uuencoded = "Hi\nbegin 644 C:\\docs\\hello.txt\n%:&5L;&\\\n`\nend\nbye\n"

  @Test(arguments: ["7bit", "quoted-printable", "base64"])
  func `is an attachment`(encoding: String) throws {
    let text = Self.uuencoded.replacing("\n", with: "\r\n")
    let encoded =
      switch encoding {
      case "base64": String(decoding: Base64.encode(Array(text.utf8).span), as: UTF8.self)
      case "quoted-printable": text.replacing("begin ", with: "be=67in=20")
      default: text
      }
    let header = "Content-Transfer-Encoding: \(encoding)\r\n\r\n"
    let sample = Sample(bytes: Array("\(header)\(encoded)".utf8))
    let attachment = try #require(sample.attachments.first)
    #expect(sample.attachments.count == 1 && attachment.part == 0 && attachment.name == "hello.txt")
    #expect(attachment.type == "application/octet-stream" && !attachment.isInline && !attachment.isTNEF)
    #expect(attachment.file?.size == 5)
    #expect(sample.content(of: attachment) == Array("hello".utf8))
    #expect(sample.plain.hasPrefix("Hi"))
  }

  @Test func `stands before the attachments behind its text`() {
    let text = """
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain; charset=iso-8859-2

      begin 644 =?utf-8?q?a?=\u{B3}.txt
      %:&5L;&\\
      end
      --b
      Content-Type: text/plain
      Content-Disposition: attachment; filename=log

      begin 644 b.txt
      %:&5L;&\\
      end
      --b--
      """
    let sample = Sample(bytes: latin1(text.replacing("\n", with: "\r\n")))
    #expect(sample.attachments.map(\.name) == ["=?utf-8?q?a?=ł.txt", "log"])
    #expect(sample.attachments.map(\.part) == [1, 2] && sample.attachments[1].file == nil)
    #expect(String(decoding: sample.content(of: sample.attachments[1]), as: UTF8.self).hasPrefix("begin"))
  }

  @Test func `may be Outlook's container`() {
    let sample = Sample("\nbegin 600 WINMAIL.DAT\n$>)\\^(@  \nend\n")
    #expect(sample.attachments.map(\.isTNEF) == [true])
  }

  @Test func `comes in pieces when it is large`() {
    let line = "M" + String(repeating: "#", count: 60) + "\n"
    let sample = Sample("\nbegin 644 x\n\(String(repeating: line, count: 4_000))end\n")
    var sizes: [Int] = []
    sample.tree.visitContent(of: sample.attachments[0], in: sample.bytes.span) { sizes.append($0.count) }
    #expect(sizes.count > 2 && sizes.reduce(0, +) == 180_000)
    #expect(sizes.allSatisfy { $0 < ContentReader.pieceSize + 64 })
  }

  /// Lines that are too long, lines that end by half, and files on both sides of them.
  @Test(arguments: ["\n", "\r\n"])
  func `is found wherever pieces end`(lineBreak: String) {
    let text = [
      Self.uuencoded, String(repeating: "x", count: 4_095), "\n", "y begin 644 no\nend\n",
      "begin 644 no\n#", String(repeating: "#", count: 4_096), "\nend\n",
      "begin 644 longest\n", String(repeating: "#", count: 4_096), "\nend\n",
      "=ybegin line=128 size=2 name=y\n=ypart begin=1 end=2\nab\n=yend size=2",
    ].joined().replacing("\n", with: lineBreak)
    let bytes = Array(text.utf8)
    let whole = EmbeddedFile.all(in: bytes.span)
    #expect(whole.map(\.name) == ["C:\\docs\\hello.txt", "longest", "y"])
    for size in [1, 2, 7, 64, 4_095, 4_096, 4_097, 4_098, 5_000] {
      var finder = EmbeddedFileFinder()
      for start in stride(from: 0, to: bytes.count, by: size) {
        let end = min(start + size, bytes.count)
        finder.read(bytes.span.extracting(start..<end), isLast: end == bytes.count)
      }
      #expect(finder.files == whole, "pieces of \(size)")
    }
  }

  @Test func `is found in text that is decoded in pieces`() {
    for filler in stride(from: 65_470, to: 65_540, by: 7) {
      let text = Array(repeating: UInt8(ascii: "x"), count: filler) + Array("\r\n\(Self.uuencoded)".utf8)
      let data = Array("Content-Transfer-Encoding: base64\r\n\r\n".utf8) + Base64.encode(text.span)
      let sample = Sample(bytes: data)
      #expect(sample.attachments.map(sample.content) == [Array("hello".utf8)], "behind \(filler)")
    }
  }
}
