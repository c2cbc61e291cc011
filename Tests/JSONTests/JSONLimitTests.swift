import Bytes
import JSON
import Testing

@Suite struct `A hostile JSON text` {
  private func nested(_ depth: Int) -> [UInt8] {
    Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
  }

  @Test func `goes 64 deep and no deeper`() throws {
    #expect(throws: Never.self) { try JSONValue(reading: nested(64)) }
    let error = #expect(throws: JSONError.self) { try JSONValue(reading: nested(65)) }
    #expect(error == JSONError(reason: .tooDeep, offset: 64))
  }

  @Test(arguments: ["[", #"{"a":"#, #"[{"a":"#])
  func `is given up long before the stack is`(opening: String) {
    let text = String(repeating: opening, count: 1_000_000)
    let error = #expect(throws: JSONError.self) { try read(text) }
    #expect(error?.reason == .tooDeep)
  }

  @Test func `may go as deep again after it came back`() throws {
    let deep = String(decoding: nested(63), as: UTF8.self)
    #expect(try read("[\(deep),\(deep),\(deep)]").array?.count == 3)
  }

  @Test(arguments: ["0", #""""#, "[]", "{}", "null"])
  func `has no more values than are allowed`(value: String) throws {
    let limits = JSONLimits(depth: 2, values: 10)
    let nine = "[" + Array(repeating: value, count: 9).joined(separator: ",")
    #expect(try JSONValue(reading: Array("\(nine)]".utf8), limits: limits).array?.count == 9)
    let error = #expect(throws: JSONError.self) {
      try JSONValue(reading: Array("\(nine),\(value)]".utf8), limits: limits)
    }
    #expect(error == JSONError(reason: .tooManyValues, offset: nine.utf8.count + 1))
  }

  @Test func `has its members counted like elements`() {
    let text = Array(#"{"a":1,"b":2,"c":3}"#.utf8)
    #expect(throws: Never.self) { try JSONValue(reading: text, limits: JSONLimits(values: 4)) }
    let error = #expect(throws: JSONError.self) {
      try JSONValue(reading: text, limits: JSONLimits(values: 3))
    }
    #expect(error?.reason == .tooManyValues)
  }

  @Test func `costs no more for each escape than for the first`() throws {
    let escapes = String(repeating: #"\ud800\n"#, count: 500_000)
    #expect(try read("\"\(escapes)\"").string?.count == 2_000_000)
  }

  @Test func `is read with every byte in every place`() {
    let text = Array(#"{"a":[1.5e-3,"\ud83d\udc37é",true,null]}"#.utf8)
    for place in text.indices {
      for byte in UInt8.min ... .max {
        var changed = text
        changed[place] = byte
        do {
          _ = try JSONValue(reading: changed)
        } catch {
          #expect((0...text.count).contains(error.offset))
        }
      }
    }
  }
}
