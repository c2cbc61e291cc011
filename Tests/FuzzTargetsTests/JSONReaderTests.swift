import FuzzTargets
import Testing

@Suite struct `The strict JSON reader` {
  @Test(
    arguments: [
      ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .number(Array("0".utf8))),
      ("-1.5e+10", .number(Array("-1.5e+10".utf8))), ("[]", .array([])), ("{}", .object([])),
      ("[null,[false]]", .array([.null, .array([.bool(false)])])),
      (#""\"\\\/\b\f\n\r\t""#, .string(Array("\"\\/\u{8}\u{C}\n\r\t".utf8))),
      (#""é\u00e9\ud83d\udc37""#, .string(Array("éé🐷".utf8))),
    ] as [(String, JSONValue)]
  )
  func `reads every form of value`(text: String, value: JSONValue) throws {
    #expect(try JSONReader.read(Array(text.utf8)) == value)
  }

  @Test func `keeps members in order, repeated names too`() throws {
    let value = try JSONReader.read(Array(#"{"b":1,"a":2,"b":null}"#.utf8))
    #expect(
      value
        == .object([
          JSONValue.Member(Array("b".utf8), .number(Array("1".utf8))),
          JSONValue.Member(Array("a".utf8), .number(Array("2".utf8))),
          JSONValue.Member(Array("b".utf8), .null),
        ])
    )
  }

  @Test(arguments: [
    "", " null", "null ", "nul", "nulls", "[1,]", "[,1]", "[1", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}",
    "{1:1}",
    "01", "+1", "1.", ".5", "1e", "-", "0x1", "NaN", #"""#, #""\x""#, #""\u12""#, #""\ud800""#,
    #""\ud800\u0041""#,
    #""\udc00""#, "\"\n\"", "\"\u{0}\"", "'a'",
  ])
  func `refuses what is no JSON`(text: String) {
    #expect(throws: Finding.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test(
    arguments: [[0x80], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]]
  )
  func `refuses strings that are no UTF-8`(bytes: [UInt8]) {
    #expect(throws: Finding.self) { try JSONReader.read([0x22] + bytes + [0x22]) }
  }

  @Test func `refuses to go too deep`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: Finding.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test func `takes white space and broken text from anybody but the server`() throws {
    let text = Array(#" { "a" : [ 1 , "\ud800\u0041" , [ ] , { } ] } "#.utf8)
    #expect(throws: Finding.self) { try JSONReader.read(text) }
    let element = JSONValue.string(Array("\u{FFFD}A".utf8))
    #expect(
      try JSONReader.read(text, by: .anybody)
        == .object([
          JSONValue.Member(
            Array("a".utf8),
            .array([.number([0x31]), element, .array([]), .object([JSONValue.Member]())])
          )
        ])
    )
    let broken = [0x22, 0x80, 0x61, 0x22] as [UInt8]
    #expect(try JSONReader.read(broken, by: .anybody) == .string(Array("\u{FFFD}a".utf8)))
  }
}
