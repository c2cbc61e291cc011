import SMTP
import Sendmail
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A mail that is sent` {
  static let mail = "From: a@x\nTo: b@x\n\n.dot\nlast"

  /// What the program ended with, and what the server heard.
  func send(
    _ mail: String = mail,
    _ arguments: String...,
    to replies: [String],
    staysSilent: Bool = false,
    timeouts: SMTPTimeouts = SMTPTimeouts().limited(to: .seconds(120))
  ) async throws -> (ending: SendmailEnding, heard: String) {
    let server = try ScriptedServer(replies, staysSilent: staysSilent)
    let address = ["--smtp-addr", "127.0.0.1:\(server.port)", "-f", "f@x"]
    let options = try SendmailOptions(address + arguments, environment: [:])
    let (heard, ending) = try await onThreads(server.serve) {
      Sendmail.deliver(Array(mail.utf8), options, timeouts: timeouts)
    }
    return (ending, heard)
  }

  static let welcome = ["220 a\r\n", "250 a\r\n", "250 a\r\n"]
  static let farewell = ["354 a\r\n", "250 Ok: queued as 7\r\n", "221 a\r\n"]

  @Test func `arrives with CRLF, its dots and a last line end`() async throws {
    let (ending, heard) = try await send(to: Self.welcome + ["250 a\r\n"] + Self.farewell)
    #expect(ending == SendmailEnding(status: 0))
    #expect(
      heard == """
        EHLO localhost\r
        MAIL FROM:<f@x>\r
        RCPT TO:<b@x>\r
        DATA\r
        From: a@x\r
        To: b@x\r
        \r
        ..dot\r
        last\r
        .\r
        QUIT\r\n
        """
    )
  }

  @Test func `goes to those in the header too, and hides some`() async throws {
    let mail = "To: Ann <a@x>, b@x\nCc: c@x\nBcc: d@x,\n a@x\nSubject: x\n\ny\n"
    let replies = Self.welcome + Array(repeating: "250 a\r\n", count: 5) + Self.farewell
    let (ending, heard) = try await send(mail, "-t", "e@x", "c@x", to: replies)
    #expect(ending.status == 0)
    let recipients = heard.split(separator: "\r\n").filter { $0.hasPrefix("RCPT") }
    #expect(recipients.map { $0.dropFirst(9) } == ["e@x>", "c@x>", "a@x>", "b@x>", "d@x>"])
    #expect(heard.contains("\r\nTo: Ann <a@x>, b@x\r\nCc: c@x\r\nSubject: x\r\n\r\ny\r\n.\r\n"))
  }

  @Test func `goes to those in To if nobody else is named`() async throws {
    let mail = "To: Ann <a@x>, b@x\nCc: c@x\nBcc: d@x\n\ny\n"
    let (_, heard) = try await send(mail, to: Self.welcome + ["250 a\r\n", "250 a\r\n"] + Self.farewell)
    #expect(
      heard.contains(
        "RCPT TO:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\nTo: Ann <a@x>, b@x\r\nCc: c@x\r\nBcc: d@x\r\n"
      )
    )
  }

  @Test(arguments: [("Ann <a@x>", "a@x"), ("<>", ""), ("", ""), ("a@x", "a@x")])
  func `has the sender that was given`(sender: String, path: String) async throws {
    let (_, heard) = try await send(Self.mail, "-f", sender, to: Self.welcome)
    #expect(heard.contains("MAIL FROM:<\(path)>\r\n"))
  }

  @Test func `is told about when asked`() async throws {
    let (ending, _) = try await send(Self.mail, "-v", to: Self.welcome + ["250 a\r\n"] + Self.farewell)
    #expect(ending.status == 0)
    #expect(ending.text.hasPrefix("127.0.0.1:"))
    #expect(ending.text.hasSuffix(" f@x\n250 Ok: queued as 7\n"))
  }

  @Test func `is not sent if the server refuses`() async throws {
    let (ending, heard) = try await send(to: ["220 a\r\n", "250 a\r\n", "550 Not you\r\n", "221 a\r\n"])
    #expect(ending == SendmailEnding(status: 1, text: "error sending mail\nthe sender: 550 Not you\n"))
    #expect(heard.hasSuffix("QUIT\r\n"))
  }

  @Test func `is sent to those who may have it, which is still a failure`() async throws {
    let replies = Self.welcome + ["550 No\r\n", "250 a\r\n"] + Self.farewell
    let (ending, heard) = try await send(Self.mail, "c@x", "d@x", to: replies)
    #expect(
      ending
        == SendmailEnding(
          status: 1,
          text: "error sending mail\nthe recipients: \"c@x\": 550 No (sent to all others)\n"
        )
    )
    #expect(heard.contains("\r\nDATA\r\n"))
  }

  @Test func `is not sent to a server that goes away`() async throws {
    let (ending, _) = try await send(to: Self.welcome)
    #expect(
      ending
        == SendmailEnding(
          status: 1,
          text: "error sending mail\nthe recipients: the server closed the connection\n"
        )
    )
  }

  @Test(arguments: [[], ["220-a\r\n"], ["220 a\r\n"]])
  func `is not sent to a server that says nothing more`(replies: [String]) async throws {
    let times = SMTPTimeouts().limited(to: .milliseconds(50))
    let (ending, _) = try await send(to: replies, staysSilent: true, timeouts: times)
    #expect(ending.status == 1)
    #expect(ending.text.hasSuffix("no reply came in time\n"))
  }

  @Test func `is not sent to a server that only drips`() async throws {
    let server = try ScriptedServer([])
    let options = try SendmailOptions(["--smtp-addr", "127.0.0.1:\(server.port)"], environment: [:])
    let times = SMTPTimeouts().limited(to: .milliseconds(200))
    let (_, ending) = try await onThreads(server.drip) {
      Sendmail.deliver(Array(Self.mail.utf8), options, timeouts: times)
    }
    #expect(ending.text == "error sending mail\nthe greeting: no reply came in time\n")
  }

  @Test func `is large and meets a server that leaves in the middle`() async throws {
    let mail = "Subject: x\n\n" + String(repeating: "0123456789\n", count: 1_000_000)
    let server = try ScriptedServer(Self.welcome + ["250 a\r\n", "354 a\r\n"])
    let address = ["--smtp-addr", "127.0.0.1:\(server.port)", "b@x"]
    let options = try SendmailOptions(address, environment: [:])
    let (_, ending) = try await onThreads(server.serve) { Sendmail.deliver(Array(mail.utf8), options) }
    #expect(ending.status == 1)
    #expect(ending.text == "error sending mail\nthe message: the server closed the connection\n")
  }

  @Test(
    arguments: [
      ("", 11, "error parsing message body\n"), ("no header here", 11, "error parsing message body\n"),
      ("Subject: x\n\ny", 1, "error sending mail\nthe envelope: no recipients\n"),
      ("To: Ann Other\n\ny", 1, "error sending mail\nthe envelope: not an address: \"Ann Other\"\n"),
    ]
  )
  func `is not even tried if it makes no sense`(mail: String, status: Int32, text: String) throws {
    let options = try SendmailOptions(["--smtp-addr", "127.0.0.1:1"], environment: [:])
    #expect(Sendmail.deliver(Array(mail.utf8), options) == SendmailEnding(status: status, text: text))
  }

  @Test(arguments: ["127.0.0.1:1", "[::1]:1", "no-such-host.invalid:1025", "127.0.0.1:nonsense"])
  func `needs a server`(address: String) throws {
    let options = try SendmailOptions(["--smtp-addr", address], environment: [:])
    let ending = Sendmail.deliver(Array(Self.mail.utf8), options)
    #expect(ending.status == 1)
    #expect(ending.text.hasPrefix("error sending mail\n\(address): "))
    #expect(ending.text.split(separator: "\n").count == 2)
  }
}
