/// Why arguments do not say what to do.
package enum SendmailUsageError: Error, Equatable {
  /// Not a mistake: the caller asked for the text.
  case helpRequested
  /// No option is called so.
  case unknown(String)
  /// The option was the last argument and needs a value.
  case missingValue(String)
  /// A mode of sendmail that makes no sense without a mail system, such as `-bd`.
  case unsupportedMode(String)
}

extension SendmailUsageError {
  /// How the program ends.
  var ending: SendmailEnding {
    SendmailEnding(status: 2, text: Self.usage, output: description + "\n")
  }

  /// In the words of MailHog, which leaves its arguments to a library of that name.
  private var description: String {
    switch self {
    case .helpRequested: "pflag: help requested"
    case .unknown(let name) where name.hasPrefix("--"): "unknown flag: \(name)"
    case .unknown(let name): "unknown shorthand flag: '\(name.dropFirst())' in \(name)"
    case .missingValue(let name): "flag needs an argument: \(name)"
    case .unsupportedMode(let name): "not supported: \(name)"
    }
  }

  private static let usage = """
    Usage: hoglet sendmail [flags] [recipient...]

    Reads a mail from standard input and sends it to a mail catcher. Without recipients, those in To get it.

      --smtp-addr host:port  Where the catcher listens.
                             [MH_SENDMAIL_SMTP_ADDR, default: localhost:1025]
      -f, --from address     The envelope sender.
                             [MH_SENDMAIL_FROM, default: the user at this host]
      -t, --long-t           To, Cc and Bcc name recipients as well; Bcc is removed.
      -bs                    Speaks SMTP on standard input and output instead.
      -v, --verbose          Tells on standard error what happens.
      -i, --long-i           Taken for granted: a lone dot never ends the message.

    Other options of sendmail are accepted and change nothing.

    """
}
