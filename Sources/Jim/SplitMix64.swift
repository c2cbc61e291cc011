/// A small generator whose numbers depend on its seed alone, on every machine and in every version.
///
/// After Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). Not for secrets.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The stream of numbers that belongs to `seed`.
  public init(seed: UInt64) {
    state = seed
  }

  /// The stream that belongs to a place among others, such as the third purpose of connection 7.
  ///
  /// Each step goes through the mixer, or neighbours would run through the same numbers one step apart.
  public init(seed: UInt64, path: UInt64...) {
    state = path.reduce(Self.mix(seed)) { Self.mix($0 &+ $1 &+ Self.step) }
  }

  /// The next number of 64 bits.
  public mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// The next number from 0 up to, but not, 1.
  ///
  /// The standard library's own way may change between its versions, and the fates of a seed must not.
  public mutating func nextFraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// 2^64 by the golden ratio, odd.
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
