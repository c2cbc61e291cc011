import MailStore
import MailStoreTesting
import MongoStore
import Testing

extension `Tests on a MongoDB server` {
  @Suite(.enabled(if: TestDatabase.uri != nil), .serialized)
  struct `What every mail store does` {
    @Test(.timeLimit(.minutes(10)), arguments: MailStoreCase.all)
    func `a MongoDB store does`(_ clause: MailStoreCase) async throws {
      let database = try TestDatabase(TestDatabase.uri)
      try await clause(database.replica())
      database.drop()
    }

    @Test(
      .enabled(if: TestDatabase.standaloneURI != nil),
      .timeLimit(.minutes(10)),
      arguments: MailStoreCase.all
    )
    func `a MongoDB store does on a standalone server`(_ clause: MailStoreCase) async throws {
      let database = try TestDatabase(TestDatabase.standaloneURI)
      try await clause(database.replica())
      database.drop()
    }

    /// In MongoDB the order is that of the messages' own times, which all replicas see alike, and not that of arrival.
    @Test(
      .timeLimit(.minutes(10)),
      arguments: DurableMailStoreCase.all.filter { !$0.testDescription.contains("order of arrival") }
    )
    func `a MongoDB store does when it is opened again`(_ clause: DurableMailStoreCase) async throws {
      let database = try TestDatabase(TestDatabase.uri)
      try await clause { database.replica() }
      database.drop()
    }
  }
}
