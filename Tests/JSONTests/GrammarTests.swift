import Bytes
import JSON
import Testing

/// A text and what it says.
struct ReadCase: CustomTestStringConvertible, Sendable {
  let text: String
  let value: JSONValue

  init(_ text: String, _ value: JSONValue) {
    (self.text, self.value) = (text, value)
  }

  var testDescription: String { text.debugDescription }
}

/// A text and the first thing that is wrong with it.
struct RefusedCase: CustomTestStringConvertible, Sendable {
  let text: String
  let offset: Int
  let reason: JSONError.Reason

  init(_ text: String, _ offset: Int, _ reason: JSONError.Reason) {
    (self.text, self.offset, self.reason) = (text, offset, reason)
  }

  var testDescription: String { text.debugDescription }
}

func read(_ text: String) throws(JSONError) -> JSONValue { try JSONValue(reading: Array(text.utf8)) }

@Suite struct `A JSON text` {
  @Test(arguments: [
    ReadCase("null", .null),
    ReadCase("true", .bool(true)),
    ReadCase("false", .bool(false)),
    ReadCase("[]", .array([])),
    ReadCase("{}", .object(JSONObject())),
    ReadCase(" \t\r\n[ \n] \r\t", .array([])),
    ReadCase("{ \n}", .object(JSONObject())),
    ReadCase(#""""#, .string("")),
    ReadCase(#" [ null , [ false ] , "" ] "#, .array([.null, .array([.bool(false)]), .string("")])),
    ReadCase(
      #" { "a" : { } , "" : [ true ] } "#,
      .object(
        JSONObject([.init("a", .object(JSONObject())), .init("", .array([.bool(true)]))])
      )
    ),
  ])
  func `is a value with white space around every part`(example: ReadCase) throws {
    #expect(try read(example.text) == example.value)
  }

  @Test(arguments: [
    RefusedCase("", 0, .missingValue), RefusedCase("  ", 2, .missingValue),
    RefusedCase("nul", 0, .missingValue), RefusedCase("Null", 0, .missingValue),
    RefusedCase("nulls", 4, .textAfterValue), RefusedCase("null null", 5, .textAfterValue),
    RefusedCase("{}}", 2, .textAfterValue), RefusedCase("1 2", 2, .textAfterValue),
    RefusedCase("[1,]", 3, .missingValue), RefusedCase("[,1]", 1, .missingValue),
    RefusedCase("[1 2]", 3, .missingCommaInArray), RefusedCase("[1", 2, .missingCommaInArray),
    RefusedCase("[1}", 2, .missingCommaInArray), RefusedCase("[", 1, .missingValue),
    RefusedCase("]", 0, .missingValue), RefusedCase("{", 1, .missingName),
    RefusedCase(#"{"a"}"#, 4, .missingColon), RefusedCase(#"{"a":}"#, 5, .missingValue),
    RefusedCase(#"{"a" 1}"#, 5, .missingColon), RefusedCase("{a:1}", 1, .missingName),
    RefusedCase("{1:1}", 1, .missingName), RefusedCase(#"{"a":1,}"#, 7, .missingName),
    RefusedCase(#"{"a":1]"#, 6, .missingCommaInObject),
    RefusedCase(#"{"a":1 "b":2}"#, 7, .missingCommaInObject),
    RefusedCase("'a'", 0, .missingValue), RefusedCase("// a\n1", 0, .missingValue),
    RefusedCase("NaN", 0, .missingValue), RefusedCase("Infinity", 0, .missingValue),
    RefusedCase("undefined", 0, .missingValue), RefusedCase("\u{C}1", 0, .missingValue),
    RefusedCase("\u{A0}1", 0, .missingValue), RefusedCase("1\u{0}", 1, .textAfterValue),
    RefusedCase("\u{FEFF}1", 0, .byteOrderMark),
  ])
  func `is refused at the place where it is wrong`(example: RefusedCase) {
    let error = #expect(throws: JSONError.self) { try read(example.text) }
    #expect(error?.reason == example.reason)
    #expect(error?.offset == example.offset)
  }

  @Test func `is refused with a sentence that says where`() {
    let error = #expect(throws: JSONError.self) { try read("[1,\n 2 3]") }
    #expect(error?.description == "after 7 bytes, a comma or ] is missing")
  }

  /// Every prefix is an input as well, and only one of these is a whole value.
  @Test func `is not whole before its last byte`() {
    let text = Array(#"{"a":[1.5e-3,"\ud83d\udc37é",true,null],"b":{"c":false}}"#.utf8)
    for count in 0..<text.count {
      #expect(throws: JSONError.self) { try JSONValue(reading: Array(text[..<count])) }
    }
    #expect(throws: Never.self) { try JSONValue(reading: text) }
  }
}
