/// A chance with numbers of its own, so that how often others are asked makes no difference to it.
public struct Dice: Sendable {
  private let chance: Double
  private var generator: SplitMix64

  /// Dice that say yes with a probability of `chance`.
  public init(chance: Double, generator: SplitMix64) {
    self.chance = chance
    self.generator = generator
  }

  /// Whether it happens this time.
  public mutating func roll() -> Bool { generator.nextFraction() < chance }
}
