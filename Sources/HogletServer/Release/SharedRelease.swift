internal import Bytes
internal import HogletAPI
internal import MailHogAPI
internal import MailStore

/// Gives version 3 of the API the release that MailHog's versions have.
struct SharedRelease: MessageReleaser {
  private let release: MailRelease
  private let store: any MailStore

  init(_ release: MailRelease, store: any MailStore) {
    (self.release, self.store) = (release, store)
  }

  func serverNames() async throws(MailStoreError) -> [ByteString] { try await release.serverNames() }

  func release(_ id: MessageID, _ order: ReleaseOrder) async throws(MailStoreError) -> ReleaseOutcome {
    let outcome: MailRelease.Outcome
    switch order.server {
    case .saved(let name):
      outcome = try await release.release(id, of: store, to: order.recipients, serverNamed: name)
    case .named(let host, let port, let username, let password, let mechanism, let insecure):
      var server = OutgoingServer()
      (server.host, server.port) = (host, ByteString("\(port)"))
      (server.username, server.password) = (username, password)
      (server.mechanism, server.insecure) = (mechanism, insecure)
      outcome = try await release.release(id, of: store, to: order.recipients, through: server)
    }
    return ReleaseOutcome(outcome)
  }
}

extension ReleaseOutcome {
  fileprivate init(_ outcome: MailRelease.Outcome) {
    self =
      switch outcome {
      case .released(let recipients): .released(recipients)
      case .switchedOff: .forbidden
      case .noMessage: .noMessage
      case .noServer: .noServer
      case .noMechanism: .malformed("mechanism is none of PLAIN, LOGIN and CRAM-MD5")
      case .failed(let failure):
        switch failure.fault {
        case .request: .malformed(failure.reason)
        case .crowded: .crowded(failure.reason)
        case .server: .failed(failure.reason, stage: failure.stage?.rawValue, reply: failure.reply)
        }
      }
  }
}
