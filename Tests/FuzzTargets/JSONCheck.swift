import Bytes

/// Writes bytes as a JSON string, at once and with stops at every distance, and reads them back.
enum JSONCheck {
  /// The longest escape, of which all but one byte may pass the target.
  private static let longestEscape = 6

  static func run(_ input: [UInt8]) throws(Finding) {
    var buffer = ByteBuffer()
    buffer.append(jsonString: ByteString(input))
    let whole = buffer.take()
    let value = try JSONReader.read(whole)
    try require(value == .text(input), "what is read is what was written")
    try require(!whole.contains { "<>&".utf8.contains($0) }, "the text may stand in HTML")
    let characters = Array(whole.dropFirst().dropLast())
    for target in 1...max(1, min(characters.count, 128)) {
      let written = try write(input, in: input.indices, target: target)
      try require(written == characters, "stops make no difference")
    }
    try checkParts(of: input)
  }

  /// A range is written as if there was nothing around it.
  private static func checkParts(of input: [UInt8]) throws(Finding) {
    let middle = input.count / 3..<input.count - input.count / 3
    let written = try write(input, in: middle, target: .max)
    let alone = Array(input[middle])
    try require(written == (try write(alone, in: alone.indices, target: .max)), "no byte outside counts")
  }

  private static func write(_ bytes: [UInt8], in range: Range<Int>, target: Int) throws(Finding) -> [UInt8] {
    var written: [UInt8] = []
    var buffer = ByteBuffer()
    var position = range.lowerBound
    while position < range.upperBound {
      buffer.removeAll()
      let rest = position..<range.upperBound
      let stop = buffer.append(jsonCharactersOf: bytes.span, in: rest, target: target)
      try require(stop > position && stop <= range.upperBound, "every step goes forward within the range")
      try require(target == .max || buffer.count < target + longestEscape, "a step ends near the target")
      try require(stop == range.upperBound || buffer.count >= target, "a step does not end before the target")
      written += buffer.bytes
      position = stop
    }
    return written
  }
}
