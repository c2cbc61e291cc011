/// Something that holds for every input that can be made.
public enum Property {
  /// An input for which it does not hold, and why: the simplest that was found.
  public struct Counterexample: Error, CustomStringConvertible {
    /// The decisions that make it.
    public let bytes: [UInt8]
    /// What was thrown.
    public let reason: String

    /// Both, so that it can be tried again.
    public var description: String { "\(reason), for \(bytes)" }
  }

  /// Tries `body` on inputs that are the same each time.
  ///
  /// - Parameters:
  ///   - runs: How many.
  ///   - seed: Which.
  ///   - size: How many bytes of decisions the largest has.
  ///   - body: Makes an input of decisions, and throws if something does not hold for it.
  /// - Throws: The simplest counterexample found.
  public static func check(
    runs: Int = 300,
    seed: UInt64 = 2026,
    size: Int = 300,
    _ body: (inout Choices) throws -> Void
  ) throws(Counterexample) {
    var numbers = SeededNumbers(seed: seed)
    for run in 0..<runs {
      // Small ones first: they find most, and fast.
      let count = size * (run + 1) / runs
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
      guard failure(bytes, body) != nil else { continue }
      throw simplest(bytes, body)
    }
  }

  private static func failure(_ bytes: [UInt8], _ body: (inout Choices) throws -> Void) -> String? {
    var choices = Choices(bytes)
    do {
      try body(&choices)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Leaves out and lessens decisions as long as the input still fails, two thousand tries at the most.
  private static func simplest(
    _ bytes: [UInt8],
    _ body: (inout Choices) throws -> Void
  ) -> Counterexample {
    var (best, tries) = (bytes, 2_000)
    func take(_ candidate: [UInt8]) -> Bool {
      tries -= 1
      guard tries >= 0, failure(candidate, body) != nil else { return false }
      best = candidate
      return true
    }
    var isSimpler = true
    while isSimpler, tries > 0 {
      isSimpler = false
      var length = best.count
      while length > 0 {
        var start = 0
        while start + length <= best.count {
          var candidate = best
          candidate.removeSubrange(start..<start + length)
          if take(candidate) { isSimpler = true } else { start += length }
        }
        length /= 2
      }
      for index in best.indices {
        for value in [0, best[index] / 2, best[index] &- 1] where value < best[index] {
          var candidate = best
          candidate[index] = value
          if take(candidate) { isSimpler = true }
        }
      }
    }
    return Counterexample(bytes: best, reason: failure(best, body) ?? "")
  }
}
