/// How often Jim does what, and how slow he makes links.
///
/// A chance is taken as it is: of 0 or less nothing comes, of 1 or more it always does. So it was with MailHog.
public struct JimSettings: Equatable, Sendable {
  /// How likely it is that a connection ends after a read.
  public var disconnectChance: Double
  /// How likely it is that a connection is taken at all.
  public var acceptChance: Double
  /// How likely it is that a connection is slow.
  public var linkSpeedAffect: Double
  /// The slowest that a slow connection is, in bytes a second.
  public var linkSpeedMin: Double
  /// The fastest that a slow connection is, in bytes a second.
  public var linkSpeedMax: Double
  /// How likely it is that a sender is refused.
  public var rejectSenderChance: Double
  /// How likely it is that a recipient is refused.
  public var rejectRecipientChance: Double
  /// How likely it is that credentials are refused.
  public var rejectAuthChance: Double

  /// What is not given never happens; that includes taking a connection.
  public init(
    disconnectChance: Double = 0,
    acceptChance: Double = 0,
    linkSpeedAffect: Double = 0,
    linkSpeedMin: Double = 0,
    linkSpeedMax: Double = 0,
    rejectSenderChance: Double = 0,
    rejectRecipientChance: Double = 0,
    rejectAuthChance: Double = 0
  ) {
    self.disconnectChance = disconnectChance
    self.acceptChance = acceptChance
    self.linkSpeedAffect = linkSpeedAffect
    self.linkSpeedMin = linkSpeedMin
    self.linkSpeedMax = linkSpeedMax
    self.rejectSenderChance = rejectSenderChance
    self.rejectRecipientChance = rejectRecipientChance
    self.rejectAuthChance = rejectAuthChance
  }

  /// What Jim does unless he is told otherwise.
  public static let usual = JimSettings(
    disconnectChance: 0.005,
    acceptChance: 0.99,
    linkSpeedAffect: 0.1,
    linkSpeedMin: 1024,
    linkSpeedMax: 10_240,
    rejectSenderChance: 0.05,
    rejectRecipientChance: 0.05,
    rejectAuthChance: 0.05
  )
}
