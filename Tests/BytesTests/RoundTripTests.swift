import Bytes
import PropertyTesting
import Testing

private struct Lost: Error {
  let what: String
}

private func require(_ condition: Bool, _ what: @autoclosure () -> String) throws(Lost) {
  guard condition else { throw Lost(what: what()) }
}

@Suite struct `What is written and read again` {
  @Test func `is the same in Base64, with line breaks anywhere`() throws {
    try Property.check { choices in
      let bytes = choices.bytes(upTo: 100)
      var coded = Base64.encode(bytes.span)
      try require(coded.count == (bytes.count + 2) / 3 * 4, "length \(coded.count)")
      for _ in 0..<choices.number(upTo: 5) {
        let place = choices.number(upTo: coded.count)
        coded.insert(choices.bool() ? ASCII.lineFeed : ASCII.carriageReturn, at: place)
      }
      let decoded = Base64.decode(coded.span)
      try require(decoded.isComplete && decoded.bytes == bytes, "\(coded)")
    }
  }

  /// What was whole before a fault stays, whatever the fault is.
  @Test func `is the same up to a fault in Base64`() throws {
    try Property.check { choices in
      let bytes = choices.bytes(upTo: 60)
      let coded = Base64.encode(bytes.span)
      let place = choices.number(upTo: coded.count)
      let fault = choices.pick(Array("!*-_ \t.,\0".utf8))
      let faulty = Array(coded[..<place] + [fault] + coded[place...])
      let decoded = Base64.decode(faulty.span)
      try require(!decoded.isComplete, "the fault at \(place) is seen")
      try require(bytes.starts(with: decoded.bytes), "\(decoded.bytes) begins what was sent")
      try require(decoded.bytes.count >= min(place / 4 * 3, bytes.count), "whole groups before \(place)")
    }
  }

  @Test func `is the same time in any zone`() throws {
    try Property.check { choices in
      let nanoseconds = (0..<8).reduce(into: Int64(0)) { value, _ in
        value = value << 8 | Int64(choices.byte())
      }
      let minutes = choices.number(upTo: 2 * 23 * 60) - 23 * 60
      // A day from the ends of what 64 bits hold, so that the zone does not lead beyond them.
      let day: Int64 = 86_400_000_000_000
      guard (Int64.min + day...Int64.max - day).contains(nanoseconds) else { return }
      let time = Timestamp(nanoseconds: nanoseconds, utcOffset: Int32(minutes * 60))
      var text = ByteBuffer()
      text.append(rfc3339: time)
      let again = Timestamp(iso8601: ByteString(text.bytes))
      try require(again == time, "\(time) as \(ByteString(text.bytes))")
    }
  }

  @Test(
    arguments: [
      ("2262-04-11T23:47:16.854775807Z", .max), ("1677-09-21T00:12:44Z", -9_223_372_036_000_000_000),
      ("2262-04-12T00:47:16.854775807+01:00", .max), ("2262-04-11T22:47:16.854775807-01:00", .max),
      ("2262-04-11T23:47:16.854775808Z", nil), ("2262-04-11T23:47:17Z", nil),
      ("2262-04-11T23:47:16.9-00:00", nil),
      ("1677-09-20T00:00:00Z", nil),
    ] as [(ByteString, Int64?)]
  )
  func `is a time up to the last that 64 bits hold`(text: ByteString, nanoseconds: Int64?) {
    #expect(Timestamp(iso8601: text)?.nanoseconds == nanoseconds)
  }

  @Test func `is the same number in decimal and in hexadecimal`() throws {
    try Property.check { choices in
      let bits = (0..<8).reduce(into: UInt64(0)) { value, _ in value = value << 8 | UInt64(choices.byte()) }
      let value = Int(truncatingIfNeeded: bits >> UInt64(choices.number(upTo: 63)))
      var (decimal, hexadecimal, filled) = (ByteBuffer(), ByteBuffer(), ByteBuffer())
      decimal.append(decimal: value)
      try require(Int(String(decoding: decimal.bytes, as: UTF8.self)) == value, "\(value) in decimal")
      guard value >= 0 else { return }
      hexadecimal.append(hexadecimal: value)
      try require(
        Int(String(decoding: hexadecimal.bytes, as: UTF8.self), radix: 16) == value,
        "\(value) in hexadecimal"
      )
      let width = choices.number(upTo: 18)
      filled.append(decimal: value, width: width)
      try require(Int(String(decoding: filled.bytes, as: UTF8.self)) == value, "\(value) with zeros")
      try require(filled.count == max(width, decimal.count), "\(value) in \(filled.count) digits of \(width)")
    }
  }
}

@Suite struct `A byte string in any case` {
  @Test(
    arguments: [
      ("", "", true), ("abc", "ABC", true), ("Content-ID", "content-id", true), ("a", "b", false),
      ("a", "aa", false),
      ("@", "`", false), ("[", "{", false), ("É", "é", false), ("k", "\u{212A}", false), ("é", "é", true),
    ] as [(ByteString, ByteString, Bool)]
  )
  func `is equal by the letters of ASCII alone`(left: ByteString, right: ByteString, isEqual: Bool) {
    #expect(left.equalsIgnoringASCIICase(right) == isEqual)
    #expect(right.equalsIgnoringASCIICase(left) == isEqual)
  }

  /// The order of a map's keys and that of names in a search are one and the same.
  @Test func `is ordered as spans are`() throws {
    try Property.check { choices in
      let left = choices.text(of: [0x00, 0x41, 0x61, 0x80, 0xFF], upTo: 5)
      let right = choices.text(of: [0x00, 0x41, 0x61, 0x80, 0xFF], upTo: 5)
      let isBefore = ByteString(left) < ByteString(right)
      try require(isBefore == Scan.precedes(left.span, right.span), "\(left) and \(right)")
      try require(isBefore == left.lexicographicallyPrecedes(right), "\(left) and \(right)")
    }
  }
}

@Suite struct `The longest match of a pattern` {
  /// A search looks so far behind a place; a match that is longer would be missed.
  @Test(arguments: [
    ("k", "\u{212A}"), ("s", "ſ"), ("i", "İ"), ("ß", "ẞ"), ("å", "\u{212B}"), ("\u{2C65}", "Ⱥ"),
    ("kiss", "\u{212A}İſſ"),
    ("\u{345}", "\u{1FBE}"), ("ä", "Ä"), ("日本", "日本"),
  ])
  func `is as long as every spelling of it`(pattern: String, spelling: String) {
    for (pattern, text) in [(pattern, spelling), (spelling, pattern), (spelling, spelling)] {
      let pattern = CaseInsensitivePattern(ByteString(pattern))
      let bytes = Array(text.utf8)
      let occurs = pattern.occurs(in: bytes.span)
      #expect(occurs)
      #expect(pattern.longestMatch >= bytes.count)
    }
  }
}

@Suite struct `The storage of a byte buffer` {
  @Test func `is kept for the next, unless it is larger than wanted`() {
    var buffer = ByteBuffer(capacity: 1_000)
    buffer.append(contentsOf: [UInt8](repeating: 1, count: 900))
    buffer.removeAll(keeping: 4_096)
    #expect(buffer.isEmpty && buffer.bytes.capacity >= 900)
    buffer.append(contentsOf: [UInt8](repeating: 1, count: 10_000))
    buffer.removeAll(keeping: 4_096)
    #expect(buffer.isEmpty && buffer.bytes.capacity < 10_000)
  }

  @Test func `is taken along, so that the next bytes change nothing of what was given`() {
    var buffer = ByteBuffer()
    buffer.append("abc")
    let taken = buffer.take()
    buffer.append("xyz")
    #expect(taken == Array("abc".utf8) && buffer.bytes == Array("xyz".utf8))
  }
}
