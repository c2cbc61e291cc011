/// What a test waited for did not come about in thirty seconds.
public struct WaitedInVain: Error {
  /// Where it waited.
  public let location: String
}

/// Waits until `condition` holds, for thirty seconds at the most; looks every millisecond, and leaves the thread to
/// others in between.
public func waitUntil(
  fileID: String = #fileID,
  line: Int = #line,
  isolation: isolated (any Actor)? = #isolation,
  _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + .seconds(30)
  while try await !condition() {
    guard ContinuousClock.now < end else { throw WaitedInVain(location: "\(fileID):\(line)") }
    try await Task.sleep(for: .milliseconds(1))
  }
}
