import Bytes
import JSON
import Testing

@Suite struct `A JSON object` {
  @Test func `keeps its members in order, repeated names too`() throws {
    let object = try #require(try read(#"{"b":1,"a":null,"b":true,"":{}}"#).object)
    #expect(object.members.map(\.name) == ["b", "a", "b", ""])
    #expect(object.members[2].value == .bool(true))
  }

  @Test func `has the last value of a name, in its very case`() throws {
    let object = try #require(try read(#"{"a":1,"A":2,"a":3}"#).object)
    #expect(object["a"]?.number?.int == 3)
    #expect(object["A"]?.number?.int == 2)
    #expect(object["b"] == nil)
    #expect(object[""] == nil)
  }

  @Test func `has the last value of a name in any case, as Go does`() throws {
    let object = try #require(try read(#"{"Name":1,"NAME":2,"nam":3,"names":4,"n\u0041me":5}"#).object)
    #expect(object[anyCase: "Name"]?.number?.int == 5)
    #expect(object[anyCase: "nAMes"]?.number?.int == 4)
    #expect(object[anyCase: "other"] == nil)
  }

  @Test func `tells letters apart that only Unicode takes for the same`() throws {
    let object = try #require(try read(#"{"É":1,"@":2,"[":3}"#).object)
    #expect(object[anyCase: "é"] == nil)
    #expect(object[anyCase: "`"] == nil)
    #expect(object[anyCase: "{"] == nil)
  }

  @Test func `differs from null, and from one whose member is null`() throws {
    let object = try #require(try read(#"{"a":null}"#).object)
    #expect(object["a"] == JSONValue.null)
    #expect(try read("{}") != read("null"))
    #expect(try read("null").object == nil)
  }
}

@Suite struct `A JSON value` {
  @Test func `is of one kind only`() throws {
    let values = try #require(try read(#"[true,1,"1",[],{},null]"#).array)
    #expect(values.map { $0.bool != nil } == [true, false, false, false, false, false])
    #expect(values.map { $0.number != nil } == [false, true, false, false, false, false])
    #expect(values.map { $0.string != nil } == [false, false, true, false, false, false])
    #expect(values.map { $0.array != nil } == [false, false, false, true, false, false])
    #expect(values.map { $0.object != nil } == [false, false, false, false, true, false])
    #expect(values.map { $0 == .null } == [false, false, false, false, false, true])
  }
}
