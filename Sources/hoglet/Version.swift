/// `hoglet -version`.
enum Version {
  private static let number = "0.1.0"

  /// Prints a line that programs which look for MailHog's version can read.
  static func run() { print("MailHog version: 1.0.1 (Hoglet \(number))") }
}
