import MailStore
import MailStoreTesting
import Testing

@Suite struct `What every mail store does` {
  @Test(arguments: MailStoreCase.all)
  func `a memory store does`(_ clause: MailStoreCase) async throws {
    try await clause(MemoryStore())
  }

  /// With limits that no case reaches.
  @Test(arguments: MailStoreCase.all)
  func `a memory store with limits does`(_ clause: MailStoreCase) async throws {
    try await clause(MemoryStore(limits: RetentionLimits(count: 10_000, age: 86_400, bytes: 1 << 30)))
  }
}
