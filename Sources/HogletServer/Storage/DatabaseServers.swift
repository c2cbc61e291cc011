internal import Bytes
internal import MailHogAPI
internal import MailStore
internal import MongoStore

/// Saved servers in the database, their passwords too: every replica has them.
struct DatabaseServers: OutgoingServers {
  let texts: SharedTexts

  func all() async throws(MailStoreError) -> [OutgoingServer] {
    try await texts.all().compactMap { Self.server($0.text, named: $0.name) }
  }

  func server(named name: ByteString) async throws(MailStoreError) -> OutgoingServer? {
    try await texts.text(named: name).flatMap { Self.server($0, named: name) }
  }

  func save(_ server: OutgoingServer) async throws(MailStoreError) -> OutgoingServersAnswer {
    switch try await texts.add(.init(server)) {
    case .added: .saved
    case .nameIsTaken: .nameIsTaken
    case .full: .full
    }
  }

  private static func server(_ text: [UInt8], named name: ByteString) -> OutgoingServer? {
    guard var server = try? OutgoingServer(reading: text) else { return nil }
    server.name = name
    return server
  }
}

extension SharedTexts.Entry {
  /// A server under its name.
  init(_ server: OutgoingServer) {
    self.init(name: server.name, text: server.json)
  }
}
