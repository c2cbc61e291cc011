import Jim
import Testing

@Suite struct `A seeded generator` {
  /// The numbers that the authors' own program prints for this seed.
  @Test func `gives the numbers that its inventors give`() {
    var generator = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in generator.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ]
    )
  }

  @Test func `gives the same numbers for the same place, and others for every other`() {
    func numbers(_ seed: UInt64, _ first: UInt64, _ second: UInt64) -> [UInt64] {
      var generator = SplitMix64(seed: seed, path: first, second)
      return (0..<20).map { _ in generator.next() }
    }
    #expect(numbers(7, 1, 2) == numbers(7, 1, 2))
    var seen: Set<UInt64> = []
    for seed in 0..<10 as Range<UInt64> {
      for first in 0..<10 as Range<UInt64> {
        for second in 0..<6 as Range<UInt64> { seen.formUnion(numbers(seed, first, second)) }
      }
    }
    // Streams that run through each other's numbers would leave fewer.
    #expect(seen.count == 10 * 10 * 6 * 20)
  }

  @Test func `gives fractions all over the range from 0 up to 1`() {
    var generator = SplitMix64(seed: 1)
    var tenths = [Int](repeating: 0, count: 10)
    for _ in 0..<10_000 {
      let fraction = generator.nextFraction()
      #expect(fraction >= 0 && fraction < 1)
      tenths[Int(fraction * 10)] += 1
    }
    #expect(tenths.allSatisfy { (850...1150).contains($0) })
  }
}
