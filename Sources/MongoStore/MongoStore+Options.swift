public import MailStore

extension MongoStore {
  /// How much the store keeps and what it knows from the start.
  public struct Options: Sendable {
    /// How much the collection keeps, over all replicas.
    public var limits: RetentionLimits
    /// What to share besides messages, where nothing is shared yet.
    public var seeds: SharedSeeds
    /// How much memory messages should take at the most that answers hold, in bytes; half of it is for one page.
    public var answerBytes: Int

    /// These, or no limits and nothing to share.
    public init(
      limits: RetentionLimits = RetentionLimits(),
      seeds: SharedSeeds = SharedSeeds(),
      answerBytes: Int = 256 << 20
    ) {
      (self.limits, self.seeds, self.answerBytes) = (limits, seeds, answerBytes)
    }
  }
}
