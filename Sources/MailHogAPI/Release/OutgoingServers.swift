public import Bytes
internal import Guarding
public import MailStore

/// Where the servers are kept that somebody has saved under a name.
public protocol OutgoingServers: Sendable {
  /// All of them, in the order of their names.
  func all() async throws(MailStoreError) -> [OutgoingServer]

  /// The one of that name, or nil.
  func server(named name: ByteString) async throws(MailStoreError) -> OutgoingServer?

  /// Keeps a server that has a name.
  func save(_ server: OutgoingServer) async throws(MailStoreError) -> OutgoingServersAnswer
}

/// What became of a server that was to be saved.
public enum OutgoingServersAnswer: Equatable, Sendable {
  /// It is kept.
  case saved
  /// Another one goes by its name.
  case nameIsTaken
  /// There are as many as there may be.
  case full
}

/// Keeps servers in this process: what was saved is gone with it, as in MailHog.
public struct MemoryOutgoingServers: OutgoingServers {
  private final class Contents: Sendable {
    let servers: Guarded<[ByteString: OutgoingServer]>

    init(_ servers: [ByteString: OutgoingServer]) {
      self.servers = Guarded(servers)
    }
  }

  private let contents: Contents
  private let limit: Int

  /// Keeps these, of which the last counts where two have one name, and up to `limit` in all.
  public init(_ servers: [OutgoingServer] = [], limit: Int = 1_000) {
    contents = Contents(Dictionary(servers.map { ($0.name, $0) }) { $1 })
    self.limit = limit
  }

  /// All of them, in the order of their names.
  public func all() -> [OutgoingServer] {
    contents.servers.withLock { Array($0.values) }.sorted { $0.name < $1.name }
  }

  /// The one of that name, or nil.
  public func server(named name: ByteString) -> OutgoingServer? {
    contents.servers.withLock { $0[name] }
  }

  /// Keeps a server that has a name.
  public func save(_ server: OutgoingServer) -> OutgoingServersAnswer {
    contents.servers.withLock { servers in
      if servers[server.name] != nil { return .nameIsTaken }
      guard servers.count < limit else { return .full }
      servers[server.name] = server
      return .saved
    }
  }
}
