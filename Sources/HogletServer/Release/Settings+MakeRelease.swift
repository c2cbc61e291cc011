package import EventLoop
package import Logging
package import MailHogAPI
internal import TLS

extension Settings {
  /// What releases messages as the settings say.
  ///
  /// - Parameters:
  ///   - loop: Where connections to other servers live.
  ///   - limit: Where each takes a place.
  ///   - logger: Gets a line per message, at debug.
  /// - Returns: What the API needs.
  /// - Throws: That a file cannot be used.
  package func makeRelease(
    on loop: EventLoop,
    limit: ConnectionLimit,
    logger: Logger
  ) throws(StartError) -> MailRelease {
    let servers = try release.serversFile.map { path throws(StartError) in try OutgoingFile.servers(at: path)
    }
    if release.authoritiesFile != nil { try checkAuthorities() }
    let relay = OutgoingRelay(on: loop, limit: limit, hostname: hostname, settings: release, logger: logger)
    return MailRelease(
      servers: MemoryOutgoingServers(servers ?? []),
      relay: release.isAllowed ? relay : nil
    )
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
