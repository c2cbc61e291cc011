internal import EventLoop
internal import Logging
internal import MailHogAPI

extension Settings {
  /// Opens the storage that is asked for.
  ///
  /// - Parameters:
  ///   - loop: The loop that will serve HTTP.
  ///   - servers: Saved servers that a storage which is shared is to have from the start.
  ///   - logger: Gets what happens in the storage.
  /// - Returns: The storage, to be closed by the caller.
  /// - Throws: What keeps it from being opened.
  func openStore(
    http loop: EventLoop,
    servers: [OutgoingServer],
    logger: Logger
  ) async throws(StartError) -> any OpenedStore {
    switch storage {
    case .memory: OpenedMemory(self, http: loop, logger: logger)
    case .maildir(let path): try OpenedMaildir(self, path: path, http: loop, logger: logger)
    case .mongodb(let configuration):
      try OpenedMongo(configuration, self, servers: servers, http: loop, logger: logger)
    }
  }
}
