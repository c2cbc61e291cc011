extension Array {
  /// Does something with many elements a few at a time, so that others get a turn in between.
  ///
  /// - Parameters:
  ///   - size: How many at a time, more than 0.
  ///   - work: What is done, and to how many of them it made a difference.
  /// - Returns: To how many in all.
  /// - Throws: What `work` throws; what was done before stays done.
  package func inTurns<Failure: Error>(
    of size: Int,
    _ work: ([Element]) async throws(Failure) -> Int
  ) async throws(Failure) -> Int {
    var sum = 0
    for start in stride(from: 0, to: count, by: size) {
      sum += try await work(Array(self[start..<Swift.min(start + size, count)]))
    }
    return sum
  }
}
