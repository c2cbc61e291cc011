import PropertyTesting
import Testing

private struct Broken: Error, CustomStringConvertible {
  let description: String
}

@Suite struct `A property` {
  @Test func `that holds is tried as often as it should be`() throws {
    var count = 0
    try Property.check(runs: 50) { _ in count += 1 }
    #expect(count == 50)
  }

  @Test func `that does not hold is shown by the simplest input that was found`() throws {
    let failure = #expect(throws: Property.Counterexample.self) {
      try Property.check { choices in
        let numbers = choices.list(upTo: 50) { $0.number(upTo: 100) }
        if let large = numbers.first(where: { $0 > 9 }) {
          throw Broken(description: "\(large) of \(numbers)")
        }
      }
    }
    #expect(failure?.reason == "10 of [10]")
    #expect(failure?.bytes == [1, 10])
    #expect(failure?.description == "10 of [10], for [1, 10]")
  }

  @Test func `is tried on the same inputs with the same seed, and on others with another`() throws {
    func inputs(_ seed: UInt64) throws -> [[UInt8]] {
      var inputs: [[UInt8]] = []
      try Property.check(runs: 5, seed: seed) { inputs.append($0.bytes(upTo: 9)) }
      return inputs
    }
    #expect(try inputs(1) == inputs(1))
    #expect(try inputs(1) != inputs(2))
  }
}

@Suite struct `A list of choices` {
  @Test func `goes on with the first and the smallest where its bytes end`() {
    var choices = Choices([])
    let (byte, bool, number) = (choices.byte(), choices.bool(), choices.number(upTo: 1000))
    #expect(byte == 0 && !bool && number == 0)
    let (word, none, least) = (
      choices.pick(["a", "b"]), choices.bytes(upTo: 9), choices.text(of: [7], from: 2, upTo: 9)
    )
    #expect(word == "a" && none.isEmpty && least == [7, 7])
    #expect(choices.isExhausted)
  }

  @Test func `stays within its limits`() {
    for byte in UInt8.min...UInt8.max {
      for limit in [0, 2, 255, 256, 1000] {
        var choices = Choices([byte, 255])
        let number = choices.number(upTo: limit)
        #expect((0...limit).contains(number))
      }
    }
  }

  @Test func `cuts bytes into pieces that are all there is`() throws {
    try Property.check(runs: 100) { choices in
      let bytes = choices.bytes(upTo: 200)
      let pieces = choices.pieces(of: bytes)
      guard Array(pieces.joined()) == bytes, !pieces.contains(where: \.isEmpty) else {
        throw Broken(description: "\(pieces.map(\.count))")
      }
    }
  }
}
