/// What a test waited for did not come about in two minutes.
public struct WaitedInVain: Error {
  /// Where it waited.
  public let location: String
}

/// Waits until `condition` holds, for two minutes at the most.
///
/// No test depends on how long is between two looks.
///
/// - Parameters:
///   - interval: How long; more for who asks a server.
///   - fileID: Where the test waits.
///   - line: Where the test waits.
///   - isolation: Where to look.
///   - condition: Looks. One that does not return is for the test's time limit.
/// - Throws: `WaitedInVain`, or what `condition` throws.
public func waitUntil(
  every interval: Duration = .milliseconds(1),
  fileID: String = #fileID,
  line: Int = #line,
  isolation: isolated (any Actor)? = #isolation,
  _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + .seconds(120)
  while try await !condition() {
    guard ContinuousClock.now < end else { throw WaitedInVain(location: "\(fileID):\(line)") }
    // Leaves the thread to others until the next look.
    try await Task.sleep(for: interval)
  }
}
