/// What the program can be asked to do: one case and one file each.
enum Command {
  /// Hash a password.
  case bcrypt
  /// Catch mail.
  case serve
  /// Say which version this is.
  case version

  /// The command that `arguments` begin with, which is taken from them: the program's own name, or the word behind it.
  ///
  /// A word counts only as the first argument and spelled exactly. Any other argument is the server's, which ignores the
  /// ones that are no flags: `MailHog MailHog` has to start.
  init(takenFrom arguments: inout ArraySlice<String>) {
    arguments = arguments.dropFirst()
    guard let first = arguments.first, let command = Self.words[first] else {
      self = .serve
      return
    }
    arguments = arguments.dropFirst()
    self = command
  }

  private static let words: [String: Command] = [
    "bcrypt": .bcrypt,
    "-version": .version,
    "--version": .version,
  ]
}
