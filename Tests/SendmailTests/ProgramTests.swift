import Bytes
import Glibc
import Sendmail
import Testing
import Waiting

/// Each runs in a process of its own, whose standard input it takes.
@Suite(.timeLimit(.minutes(10))) struct `The program sendmail` {
  @Test func `sends what it reads from standard input`() async {
    await #expect(processExitsWith: .success) {
      alarm(240)
      let replies = [
        "220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n", "250 a\r\n", "221 a\r\n",
      ]
      let server = try ScriptedServer(replies)
      try readsFromNowOn("Subject: x\n\n" + String(repeating: "0123456789\n", count: 5_000))
      let (heard, ending) = try await onThreads(server.serve) {
        Sendmail.run(["--smtp-addr", "127.0.0.1:\(server.port)", "-f", "f@x", "b@x"], environment: [:])
      }
      let isWhole = heard.contains(
        "MAIL FROM:<f@x>\r\nRCPT TO:<b@x>\r\nDATA\r\nSubject: x\r\n\r\n0123456789\r\n"
      )
      exit(ending.status == 0 && isWhole && heard.utf8.count > 60_000 ? 0 : 1)
    }
  }

  /// As MailHog does: the user and this machine.
  @Test func `names its user when nobody is named`() async {
    await #expect(processExitsWith: .success) {
      alarm(240)
      let server = try ScriptedServer(["220 a\r\n", "250 a\r\n", "550 no\r\n", "221 a\r\n"])
      try readsFromNowOn("To: b@x\n\nx")
      let (heard, ending) = try await onThreads(server.serve) {
        Sendmail.run(["-v", "--smtp-addr", "127.0.0.1:\(server.port)"], environment: [:])
      }
      let sender = heard.split(separator: "\r\n").first { $0.hasPrefix("MAIL") } ?? ""
      let halves = sender.dropFirst("MAIL FROM:<".count).dropLast().split(separator: "@")
      let isTold =
        ending.text.split(separator: "\n").first?.hasSuffix(" \(halves.joined(separator: "@"))") == true
      exit(ending.status == 1 && halves.count == 2 && isTold ? 0 : 1)
    }
  }

  @Test func `says that standard input cannot be read`() async {
    await #expect(processExitsWith: .success) {
      close(STDIN_FILENO)
      let ending = Sendmail.run(["b@x"], environment: [:])
      exit(ending == failure("error reading stdin\n") ? 0 : 1)
    }
  }

  @Test func `has nothing to do for a queue that there is not`() async {
    await #expect(processExitsWith: .success) {
      // Nothing is read: a descriptor that is closed would be told of.
      close(STDIN_FILENO)
      let ending = Sendmail.run(["-q30m"], environment: [:])
      exit(ending.status == 0 && ending.text.isEmpty && ending.output.isEmpty ? 0 : 1)
    }
  }
}

private func failure(_ text: String) -> SendmailEnding {
  let options = try? SendmailOptions([], environment: [:])
  // The status of a mail that makes no sense, which a mail of nothing has too.
  let status = options.map { Sendmail.deliver([], $0).status } ?? 0
  return SendmailEnding(status: status, text: text)
}

private struct NoPipe: Error {}

/// Lets standard input be a pipe in which this stands, and then its end.
private func readsFromNowOn(_ text: String) throws {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0, dup2(ends[0], STDIN_FILENO) >= 0 else { throw NoPipe() }
  close(ends[0])
  let writing = ends[1]
  let bytes = Array(text.utf8)
  // A pipe holds 64 KB, and this is less.
  guard write(writing, bytes, bytes.count) == bytes.count else { throw NoPipe() }
  close(writing)
}
