/// What Jim has in store for one connection.
///
/// Each kind of decision has its own stream of numbers, drawn from the seed and the number of the connection: the third
/// recipient meets the same fate however many reads or senders there were before, and whatever other connections do.
public struct JimVisit: Sendable {
  /// What is decided, and the place of its numbers: the order is part of what a seed means.
  private enum Purpose: UInt64 {
    case acceptance, link, disconnection, sender, recipient, authentication
  }

  /// What links are between, whatever the settings say, in bytes a second.
  private static let speeds = 1...1_000_000_000.0

  /// Whether the connection is taken.
  public let isAccepted: Bool
  /// How fast it is, each way; nil for as fast as it goes.
  public let bytesPerSecond: Int?
  /// Whether it ends; rolled after each read.
  public var disconnection: Dice
  /// Whether a sender is refused.
  public var senderRejection: Dice
  /// Whether a recipient is refused.
  public var recipientRejection: Dice
  /// Whether credentials are refused.
  public var authenticationRejection: Dice

  /// The fate of the connection of this number.
  public init(_ settings: JimSettings, seed: UInt64, connection: UInt64) {
    func generator(_ purpose: Purpose) -> SplitMix64 {
      SplitMix64(seed: seed, path: connection, purpose.rawValue)
    }
    func dice(_ chance: Double, _ purpose: Purpose) -> Dice {
      Dice(chance: chance, generator: generator(purpose))
    }
    var acceptance = dice(settings.acceptChance, .acceptance)
    isAccepted = acceptance.roll()
    bytesPerSecond = Self.speed(settings, generator(.link))
    disconnection = dice(settings.disconnectChance, .disconnection)
    senderRejection = dice(settings.rejectSenderChance, .sender)
    recipientRejection = dice(settings.rejectRecipientChance, .recipient)
    authenticationRejection = dice(settings.rejectAuthChance, .authentication)
  }

  private static func speed(_ settings: JimSettings, _ generator: SplitMix64) -> Int? {
    var generator = generator
    guard generator.nextFraction() < settings.linkSpeedAffect else { return nil }
    let (least, most) = (bounded(settings.linkSpeedMin), bounded(settings.linkSpeedMax))
    return Int(least + (most - least) * generator.nextFraction())
  }

  /// A speed that there is, for at 0 bytes a second nothing would ever end; what is no number counts as 0.
  private static func bounded(_ speed: Double) -> Double {
    speed > speeds.lowerBound ? min(speed, speeds.upperBound) : speeds.lowerBound
  }
}
