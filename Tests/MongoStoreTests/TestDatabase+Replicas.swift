import MailStore
import MailStoreTesting
import MongoStore
import Waiting

extension TestDatabase {
  /// So many replicas, which tell of all that is stored from now on, by whomever.
  func readyReplicas(_ count: Int) async throws -> [MongoStore] {
    let replicas = (0..<count).map { _ in replica() }
    for replica in replicas { try await replica.checkReadiness() }
    try await settle(count)
    return replicas
  }

  /// Waits until each of so many replicas has read what was there when it came, and one has the lease.
  ///
  /// One that has spoken twice has been there for a second, in which all the others have looked and know it.
  func settle(_ count: Int) async throws {
    try await waitUntil(every: .milliseconds(20)) {
      let documents = try documents(of: "messages.hoglet")
      let speaking = documents.count { $0["settled"] != nil && ($0["beat"]?.integer ?? 0) > 1 }
      return speaking == count && documents.contains { $0["owner"] != nil }
    }
  }
}

extension MongoStore {
  /// The events behind a cursor, when they are enough.
  func events(
    after cursor: inout MailEvents.Cursor,
    until isEnough: ([MailEvent]) -> Bool
  ) async throws -> [MailEvent] {
    var found: [MailEvent] = []
    try await waitUntil(every: .milliseconds(10)) {
      found += events.all(after: &cursor)
      return isEnough(found)
    }
    return found
  }
}
