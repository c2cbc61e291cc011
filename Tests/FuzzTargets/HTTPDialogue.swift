import HTTPVerdicts
import PropertyTesting

/// Makes whole HTTP connections whose requests are known beforehand, and holds them in pieces.
enum HTTPDialogue {
  static func run(_ choices: inout Choices) throws(Finding) {
    var script = HTTPScript()
    while !choices.isExhausted, script.requests.count < 8 { script.go(on: &choices) }
    let pieces = choices.pieces(of: script.bytes)
    for pieces in [[script.bytes[...]], pieces] {
      let verdict = HTTPVerdict(hearing: pieces)
      try require(
        verdict.steps == script.requests + ["idle"],
        "the requests that were sent are those that come: \(verdict)"
      )
    }
  }
}

/// What a client sends, and which requests come of it, in the words of a verdict.
private struct HTTPScript {
  private static let letters = Array("abcXYZ019-_".utf8)
  private(set) var bytes: [UInt8] = []
  private(set) var requests: [String] = []

  mutating func go(on choices: inout Choices) {
    let method = choices.pick(["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"])
    let path = Array("/".utf8) + choices.text(of: Self.letters, upTo: 20)
    if choices.number(upTo: 9) == 9 { line("") }
    let host = choices.pick(["", "http://h", "https://h:8025"])
    bytes += Array("\(method) \(host)".utf8) + path
    line(choices.pick(["", "?", "?a=b"]) + " HTTP/1.1")
    fields(&choices)
    line("Host: h")
    fields(&choices)
    let body = content(&choices)
    requests.append("\(method) \(String(decoding: path, as: UTF8.self)) \"\(EscapedText.escaped(body))\"")
  }

  private mutating func line(_ text: String) { bytes += Array(text.utf8) + [13, 10] }

  private mutating func fields(_ choices: inout Choices) {
    for _ in 0..<choices.number(upTo: 3) {
      let name = Array("X-".utf8) + choices.text(of: Self.letters, upTo: 8)
      let value = choices.bytes(upTo: 30).filter { $0 >= 0x20 && $0 != 0x7F || $0 == 9 }
      bytes += name + Array(choices.pick([":", ": ", ": \t "]).utf8) + value + [13, 10]
    }
  }

  /// Ends the head and sends content, and returns it.
  private mutating func content(_ choices: inout Choices) -> [UInt8] {
    let framing = choices.number(upTo: 2)
    if framing > 0, choices.number(upTo: 5) == 5 { line("Expect: 100-continue") }
    switch framing {
    case 0:
      line("")
      return []
    case 1:
      let body = choices.bytes(upTo: 300)
      line("Content-Length: \(body.count)")
      line("")
      bytes += body
      return body
    default:
      line(choices.pick(["Transfer-Encoding: chunked", "transfer-encoding:CHUNKED"]))
      line("")
      return chunks(&choices)
    }
  }

  private mutating func chunks(_ choices: inout Choices) -> [UInt8] {
    let chunks = choices.list(upTo: 5) { $0.bytes(upTo: 300) }.filter { !$0.isEmpty }
    for chunk in chunks {
      let size = String(chunk.count, radix: 16, uppercase: choices.bool())
      line(choices.pick(["", "0", "000"]) + size + choices.pick(["", ";a", ";a=\"b c\""]))
      bytes += chunk
      line("")
    }
    line(choices.pick(["0", "000", "0;last"]))
    for _ in 0..<choices.number(upTo: 2) { line("X: " + choices.pick(["", "y", "0"])) }
    line("")
    return Array(chunks.joined())
  }
}
