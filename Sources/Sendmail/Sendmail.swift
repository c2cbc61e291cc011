internal import Bytes
internal import Glibc
package import SMTP

/// The program that others call to send mail, as MailHog has one: it hands the mail to a catcher.
///
/// It runs on its own, blocks where it waits, and shares nothing with a server.
public enum Sendmail {
  /// More than any server takes; a program that writes without end must not fill the machine.
  private static let mostOctets = 268_435_456
  private static let connectTimeout = Duration.seconds(30)

  /// Does what the arguments say, with the mail or the dialogue on standard input.
  ///
  /// - Parameters:
  ///   - arguments: The arguments behind the name or the word `sendmail`.
  ///   - environment: The variables by name.
  /// - Returns: How it ended.
  public static func run(_ arguments: [String], environment: [String: String]) -> SendmailEnding {
    let options: SendmailOptions
    do {
      options = try SendmailOptions(arguments, environment: environment)
    } catch {
      return error.ending
    }
    switch options.mode {
    case .runQueue: return SendmailEnding(status: 0)
    case .relay: return relay(options, input: STDIN_FILENO, output: STDOUT_FILENO)
    case .deliver:
      guard let input = Caller.readInput(STDIN_FILENO, limit: mostOctets) else {
        return SendmailEnding(status: 11, text: "error reading stdin\n")
      }
      return deliver(input, options)
    }
  }

  /// Sends a mail as the options say.
  package static func deliver(
    _ input: [UInt8],
    _ options: SendmailOptions,
    timeouts: SMTPTimeouts = SMTPTimeouts()
  ) -> SendmailEnding {
    guard let mail = MailText(input) else {
      return SendmailEnding(status: 11, text: "error parsing message body\n")
    }
    let delivery = SMTPDelivery(mail, options)
    let trace = options.isVerbose ? "\(options.server) \(delivery.sender)\n" : ""
    // What MailHog called itself, and what shows in the Received field.
    let configuration = SMTPClientConfiguration(
      hostname: "localhost",
      refusals: .skipRecipient,
      eightBit: .pass,
      timeouts: timeouts
    )
    do {
      let session = try SMTPClientSession(configuration, delivering: delivery)
      let socket = try ServerAddress(options.server).connect(timeout: min(connectTimeout, timeouts.command))
      let receipt = try Courier(session, over: socket).deliver().get()
      guard receipt.refused.isEmpty else {
        let refusals = SMTPClientError(.recipientsRejected(receipt.refused), at: .recipients)
        return .failure(trace, "\(refusals) (sent to all others)")
      }
      return SendmailEnding(status: 0, text: options.isVerbose ? "\(trace)\(receipt.reply)\n" : "")
    } catch {
      return .failure(trace, "\(error)")
    }
  }

  /// Lets a caller who speaks on one descriptor and listens on another talk to the server.
  package static func relay(
    _ options: SendmailOptions,
    input: Int32,
    output: Int32
  ) -> SendmailEnding {
    // A caller who no longer listens is found out by writing.
    signal(SIGPIPE, SIG_IGN)
    do {
      let socket = try ServerAddress(options.server).connect(timeout: connectTimeout)
      try Relay(socket, input: input, output: output).run()
      return SendmailEnding(status: 0)
    } catch {
      return .failure("", "\(error)")
    }
  }
}

extension SMTPDelivery {
  /// The mail with the envelope that options and header say.
  fileprivate init(_ mail: MailText, _ options: SendmailOptions) {
    var recipients = options.recipients.flatMap { AddressList.read(Array($0.utf8).span) }
    if options.readsHeader {
      recipients += mail.addresses(in: "to", "cc", "bcc")
    } else if options.recipients.isEmpty {
      recipients = mail.addresses(in: "to")
    }
    var seen: Set<ByteString> = []
    let sender = Array((options.sender ?? Caller.address()).utf8)
    self.init(
      sender: AddressList.read(sender.span).first ?? "",
      recipients: recipients.filter { seen.insert($0).inserted },
      message: OutgoingMessage(options.readsHeader ? mail.bytes(without: "bcc") : mail.bytes)
    )
  }
}

extension SendmailEnding {
  /// A mail that could not be sent, in MailHog's words and why.
  fileprivate static func failure(_ trace: String, _ reason: String) -> SendmailEnding {
    SendmailEnding(status: 1, text: "\(trace)error sending mail\n\(reason)\n")
  }
}
