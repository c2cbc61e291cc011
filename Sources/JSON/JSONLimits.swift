/// How much structure a text may have; its length is for the caller to limit.
public struct JSONLimits: Sendable {
  /// How many arrays and objects may be open at once.
  ///
  /// The reader calls itself for each, and so does who walks through the value; 64 fit on any thread's stack.
  public var depth: Int
  /// How many values there may be in all, those inside of others included: each takes up to about 150 bytes.
  public var values: Int

  /// What is not given is as generous as any request here needs.
  public init(depth: Int = 64, values: Int = 100_000) {
    self.depth = depth
    self.values = values
  }
}
