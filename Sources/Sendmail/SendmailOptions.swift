/// What a caller of sendmail wants: MailHog's flags, and the options of the sendmail that everybody's scripts know.
package struct SendmailOptions: Equatable {
  /// What is to be done.
  package enum Mode: Equatable {
    /// Deliver the message on standard input (`-bm`, the default).
    case deliver
    /// Speak SMTP on standard input and output (`-bs`).
    case relay
    /// Deliver what is in the queue (`-q`): there is none.
    case runQueue
  }

  /// What is to be done.
  package var mode = Mode.deliver
  /// Where the server listens, as `host:port`.
  package var server: String
  /// The envelope sender; nil for the user who calls, empty for nobody.
  package var sender: String?
  /// The recipients that were given as arguments, each perhaps a list.
  package var recipients: [String] = []
  /// Whether the message's header names more (`-t`).
  package var readsHeader = false
  /// Whether to tell on standard error how it went.
  package var isVerbose = false

  /// Reads arguments, without the program's name, and the variables that hold where they say nothing.
  ///
  /// Letters may stand together (`-ti`), and a value follows its letter in the same argument or the next. As with
  /// MailHog, recipients may stand between options, and a variable that is empty says nothing.
  package init(_ arguments: [String], environment: [String: String]) throws(SendmailUsageError) {
    let variables = environment.filter { !$0.value.isEmpty }
    server = variables["MH_SENDMAIL_SMTP_ADDR"] ?? "localhost:1025"
    sender = variables["MH_SENDMAIL_FROM"]
    var wantsQueue = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        recipients += rest
        break
      } else if argument.hasPrefix("--") {
        try read(word: argument.dropFirst(2), from: &rest)
      } else if argument.hasPrefix("-"), argument.count > 1 {
        try read(letters: argument.dropFirst(), from: &rest, &wantsQueue)
      } else {
        recipients.append(argument)
      }
    }
    // Who names recipients has a message for them.
    if wantsQueue, mode == .deliver, !readsHeader, recipients.isEmpty { mode = .runQueue }
  }

  /// A flag of MailHog, `name` or `name=value`.
  private mutating func read(
    word: Substring,
    from rest: inout ArraySlice<String>
  ) throws(SendmailUsageError) {
    let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let value = halves.count == 2 ? halves[1] : nil
    switch halves[0] {
    case "smtp-addr":
      guard let address = value ?? rest.popFirst() else { throw .missingValue("--smtp-addr") }
      server = address
    case "from":
      guard let address = value ?? rest.popFirst() else { throw .missingValue("--from") }
      sender = address
    case "verbose": isVerbose = value != "false"
    case "long-t": readsHeader = value != "false"
    case "long-i": break
    case "help": throw .helpRequested
    default: throw .unknown("--\(halves[0])")
    }
  }

  /// Options of sendmail, the last of which may have a value.
  private mutating func read(
    letters: Substring,
    from rest: inout ArraySlice<String>,
    _ wantsQueue: inout Bool
  ) throws(SendmailUsageError) {
    var letters = letters
    while let letter = letters.popFirst() {
      switch letter {
      case "t": readsHeader = true
      case "v": isVerbose = true
      case "f", "r":
        // PHP scripts with an empty setting leave a bare -f at the end.
        if let address = Self.value(of: &letters, from: &rest) { sender = address }
      case "b": try read(mode: Self.value(of: &letters, from: &rest) ?? "")
      case "q":
        wantsQueue = true
        return
      case "h" where letters.isEmpty: throw .helpRequested
      case "A", "B", "C", "F", "L", "N", "O", "R", "V", "X", "e", "h", "o", "p":
        _ = Self.value(of: &letters, from: &rest)
      case "d", "D": return
      case "G", "I", "U", "a", "c", "i", "m", "n", "s", "x": continue
      default: throw .unknown("-\(letter)")
      }
    }
  }

  private mutating func read(mode: String) throws(SendmailUsageError) {
    switch mode {
    case "m": self.mode = .deliver
    case "s": self.mode = .relay
    default: throw .unsupportedMode("-b\(mode)")
    }
  }

  /// What stands behind a letter, or is the next argument if that is no option; nil if there is nothing.
  private static func value(of letters: inout Substring, from rest: inout ArraySlice<String>) -> String? {
    if !letters.isEmpty {
      defer { letters = "" }
      return String(letters.hasPrefix("=") ? letters.dropFirst() : letters)
    }
    guard let next = rest.first, !next.hasPrefix("-") || next == "-" else { return nil }
    return rest.popFirst()
  }
}
