import MailStore
import MailStoreTesting
import MaildirStore
import Testing

@Suite struct `What every mail store does, on disk` {
  @Test(arguments: MailStoreCase.all)
  func `a maildir store does`(_ clause: MailStoreCase) async throws {
    let folder = try TemporaryFolder()
    try await clause(MaildirStore(folder.path))
  }

  @Test(arguments: MailStoreCase.all)
  func `a maildir store does that reads everything from its files`(_ clause: MailStoreCase) async throws {
    let folder = try TemporaryFolder()
    try await clause(MaildirStore(folder.path, options: MaildirStore.Options(recentBytes: 0)))
  }

  @Test(arguments: DurableMailStoreCase.all)
  func `a maildir store does over and over`(_ clause: DurableMailStoreCase) async throws {
    let folder = try TemporaryFolder()
    try await clause { try MaildirStore(folder.path) }
  }
}
