/// What the program can be asked to do: one case and one file each.
enum Command {
  /// Hash a password.
  case bcrypt
  /// Ask a running server how it is.
  case health
  /// Catch mail.
  case serve
  /// Say which version this is.
  case version
  /// Send a mail to a catcher.
  case sendmail

  /// The command that `arguments` begin with, which is taken from them: the program's own name, or the word behind it.
  ///
  /// A word counts only as the first argument and spelled exactly. Any other argument is the server's, which ignores the
  /// ones that are no flags: `MailHog MailHog` has to start.
  init(takenFrom arguments: inout ArraySlice<String>) {
    let program = arguments.popFirst() ?? ""
    if let name = program.split(separator: "/").last, let command = Self.names[String(name)] {
      self = command
    } else if let word = arguments.first, let command = Self.words[word] {
      arguments = arguments.dropFirst()
      self = command
    } else {
      self = .serve
    }
  }

  /// What a link to the program may be called, so that other programs find it.
  private static let names: [String: Command] = [
    "mhsendmail": .sendmail,
    "sendmail": .sendmail,
  ]

  private static let words: [String: Command] = [
    "bcrypt": .bcrypt,
    "health": .health,
    "-version": .version,
    "--version": .version,
    "sendmail": .sendmail,
  ]
}
