/// How a run of sendmail ended.
public struct SendmailEnding: Equatable, Sendable {
  /// What the program exits with, as MailHog does: 0, 1 if the mail could not be sent, 2 for arguments, 11 for the mail.
  public let status: Int32
  /// What belongs on standard error; usually nothing.
  public let text: String
  /// What belongs on standard output: there MailHog says what is wrong with its arguments.
  public let output: String

  package init(status: Int32, text: String = "", output: String = "") {
    self.status = status
    self.text = text
    self.output = output
  }
}
