internal import HogletAPI
internal import MailStore

extension ServerFacts {
  /// What a server with these settings is.
  init(_ settings: Settings) {
    let limits = Retention.limits(for: settings)
    self.init(
      version: HogletServer.version,
      storage: settings.storage.name,
      hostname: settings.hostname,
      smtpAddress: settings.smtpBind,
      limits: RetentionLimits(
        count: limits.count,
        age: limits.age,
        // Of a share of the machine's memory, only the store in memory makes use.
        bytes: settings.storage == .memory ? limits.bytes : settings.maximumBytes
      )
    )
  }
}

extension Settings.Storage {
  fileprivate var name: String {
    switch self {
    case .memory: "memory"
    case .maildir: "maildir"
    case .mongodb: "mongodb"
    }
  }
}
