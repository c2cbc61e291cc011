import Bytes
import Testing

@Suite struct `A JSON string` {
  @Test(arguments: [
    ("", #""""#),
    ("plain text", #""plain text""#),
    (#"say "hi""#, #""say \"hi\"""#),
    (#"C:\dir"#, #""C:\\dir""#),
    ("one\r\ntwo\tthree", #""one\r\ntwo\tthree""#),
    ("<b>&amp;</b>", #""\u003cb\u003e\u0026amp;\u003c/b\u003e""#),
    ("\u{0}\u{1}\u{8}\u{B}\u{C}\u{F}\u{10}\u{1F}", #""\u0000\u0001\u0008\u000b\u000c\u000f\u0010\u001f""#),
    ("\u{7F}", "\"\u{7F}\""),
    ("a\u{2027}\u{2028}\u{2029}\u{202A}b", "\"a\u{2027}\\u2028\\u2029\u{202A}b\""),
    ("é☃😀\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}", "\"é☃😀\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\""),
    ("\u{FFFD}", "\"\u{FFFD}\""),
  ])
  func `escapes what Go escapes`(text: String, json: String) {
    #expect(JSONSample(text.utf8).whole == json)
  }

  @Test(
    arguments: [
      ([0x80], 1), ([0xBF], 1), ([0xC0, 0x80], 2), ([0xC1, 0xBF], 2), ([0xC2], 1), ([0xFE], 1), ([0xFF], 1),
      ([0xE0, 0x80, 0x80], 3), ([0xE0, 0x9F, 0xBF], 3), ([0xE1, 0x80], 2), ([0xE2, 0x80], 2),
      ([0xED, 0xA0, 0x80], 3), ([0xED, 0xBF, 0xBF], 3), ([0xF0, 0x80, 0x80, 0x80], 4),
      ([0xF0, 0x8F, 0xBF, 0xBF], 4), ([0xF0, 0x90, 0x80], 3), ([0xF4, 0x90, 0x80, 0x80], 4),
      ([0xF5, 0x80, 0x80, 0x80], 4), ([0xF8, 0x88, 0x80, 0x80, 0x80], 5),
    ] as [([UInt8], Int)]
  )
  func `shows each byte that is no UTF-8 as U+FFFD`(bytes: [UInt8], faults: Int) {
    let replaced = String(repeating: #"\ufffd"#, count: faults)
    #expect(JSONSample(bytes).whole == "\"\(replaced)\"")
    #expect(JSONSample(Array("x".utf8) + bytes + Array("yé".utf8)).whole == "\"x\(replaced)yé\"")
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func `has every byte right, wherever it stands among others`(byte: UInt8) {
    for length in [0, 1, 15, 31, 32, 33, 70] {
      for position in 0...length {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        bytes.insert(byte, at: position)
        #expect(JSONSample(bytes).whole == JSONSample(bytes).reference)
      }
    }
  }

  @Test func `is the same however often the writing stops`() {
    let text =
      "From: <a@b.c>\r\nSubject: é\u{2028}☃ \"q\"\r\n\r\n" + String(repeating: "clean", count: 30) + "日本語😀\0"
    let sample = JSONSample(Array(text.utf8) + [0xFF, 0xE2, 0x80, 0xC3])
    for target in 1...(sample.bytes.count * 6) {
      #expect(sample.written(target: target) == sample.whole)
    }
  }

  @Test func `stops soon after the target, and never inside of a sequence`() {
    let bytes = Array(String(repeating: "a☃<", count: 100).utf8)
    for target in 1...200 {
      var buffer = ByteBuffer()
      let stop = buffer.append(jsonCharactersOf: bytes.span, in: bytes.indices, target: target)
      #expect(target..<target + 6 ~= buffer.count)
      #expect(bytes[stop] & 0xC0 != 0x80)
    }
  }

  @Test func `looks at nothing outside of its range`() {
    let bytes = Array("é\"☃\"é".utf8)
    var buffer = ByteBuffer()
    let stop = buffer.append(jsonCharactersOf: bytes.span, in: 1..<5, target: .max)
    #expect(stop == 5)
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == #"\ufffd\"\ufffd\ufffd"#)
  }

  @Test func `adds nothing to a buffer that is full already`() {
    var buffer = ByteBuffer()
    buffer.append("0123456789")
    let stop = buffer.append(jsonCharactersOf: Array("abc".utf8).span, in: 1..<3, target: 10)
    #expect(stop == 1)
    #expect(buffer.count == 10)
  }
}

/// Bytes and what they look like in JSON.
private struct JSONSample {
  let bytes: [UInt8]

  init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  var whole: String {
    var buffer = ByteBuffer()
    buffer.append(jsonString: ByteString(bytes))
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// The string, written in pieces of about `target` bytes.
  func written(target: Int) -> String {
    var all: [UInt8] = [UInt8(ascii: "\"")]
    var position = 0
    while position < bytes.count {
      var buffer = ByteBuffer()
      position = buffer.append(jsonCharactersOf: bytes.span, in: position..<bytes.count, target: target)
      all += buffer.bytes
    }
    return String(decoding: all + [UInt8(ascii: "\"")], as: UTF8.self)
  }

  /// The same by way of the standard library, for text in which at most single bytes are no UTF-8.
  var reference: String {
    var json = "\""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case "\u{FFFD}": json += "\\ufffd"
      case "\0"..."\u{1F}", "<", ">", "&":
        let hex = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
