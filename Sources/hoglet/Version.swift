internal import HogletServer

/// `hoglet -version`.
enum Version {
  /// Prints a line that programs which look for MailHog's version can read.
  static func run() { print("MailHog version: 1.0.1 (Hoglet \(HogletServer.version))") }
}
