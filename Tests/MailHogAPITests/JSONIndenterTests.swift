import Bytes
import MailHogAPI
import Testing

@Suite struct `Indented JSON` {
  private static let samples: [(compact: String, indented: String)] = [
    ("null", "null"),
    ("{}", "{}"),
    ("[]", "[]"),
    (#"{"a":[],"b":{}}"#, "{\n  \"a\": [],\n  \"b\": {}\n}"),
    (#"{"a":1,"b":[true,null]}"#, "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}"),
    (
      #"[[[]],{"a":{"b":"c"}}]"#, "[\n  [\n    []\n  ],\n  {\n    \"a\": {\n      \"b\": \"c\"\n    }\n  }\n]"
    ),
    (#"{"x":"{[:,]}"}"#, "{\n  \"x\": \"{[:,]}\"\n}"),
    (#"{"\\\"":"\\","é":"\"{"}"#, "{\n  \"\\\\\\\"\": \"\\\\\",\n  \"é\": \"\\\"{\"\n}"),
  ]

  private func indented(_ pieces: [ArraySlice<UInt8>], lineBreak: StaticString = "\n") -> String {
    var indenter = JSONIndenter(lineBreak: lineBreak)
    var buffer = ByteBuffer()
    for piece in pieces { indenter.write(Array(piece).span, into: &buffer) }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test(arguments: samples)
  func `is laid out as Go lays it out`(compact: String, expected: String) {
    #expect(indented([Array(compact.utf8)[...]]) == expected)
  }

  @Test(arguments: samples)
  func `is the same wherever the text is cut`(compact: String, expected: String) {
    let bytes = Array(compact.utf8)
    #expect(indented(bytes.indices.map { bytes[$0...$0] }) == expected)
    for cut in bytes.indices { #expect(indented([bytes[..<cut], bytes[cut...]]) == expected) }
  }

  @Test func `begins each further line as it is told`() {
    let bytes = Array("[1,{\"a\":2}]".utf8)
    #expect(
      indented([bytes[...]], lineBreak: "\n> ") == "[\n>   1,\n>   {\n>     \"a\": 2\n>   }\n> ]"
    )
  }

  @Test func `does not trap on what closes more than was opened`() {
    #expect(indented([Array("]]}1".utf8)[...]]) == "\n]\n]\n}1")
  }
}
