package import EventLoop
package import Logging
package import MailHogAPI
internal import TLS

extension Settings {
  /// The servers of the file that the settings name.
  ///
  /// - Throws: That it cannot be used.
  package func savedServers() throws(StartError) -> [OutgoingServer] {
    guard let path = release.serversFile else { return [] }
    return try OutgoingFile.servers(at: path)
  }

  /// What releases messages as the settings say; nil if it is not allowed.
  ///
  /// - Parameters:
  ///   - loop: Where connections to other servers live.
  ///   - limit: Where each takes a place.
  ///   - logger: Gets a line per message, at debug.
  /// - Returns: What connects to other servers.
  /// - Throws: That a file cannot be used.
  package func makeRelay(
    on loop: EventLoop,
    limit: ConnectionLimit,
    logger: Logger
  ) throws(StartError) -> (any MailRelay)? {
    if release.authoritiesFile != nil { try checkAuthorities() }
    guard release.isAllowed else { return nil }
    return OutgoingRelay(on: loop, limit: limit, hostname: hostname, settings: release, logger: logger)
  }

  /// Better now than when the first message is to be released.
  private func checkAuthorities() throws(StartError) {
    do {
      _ = try TLSContext.client(trusting: release.authoritiesFile)
    } catch {
      throw StartError(description: "Error starting: \(error)")
    }
  }
}
