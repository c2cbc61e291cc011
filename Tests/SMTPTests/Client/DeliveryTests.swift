import Bytes
import SMTP
import Testing

private let client = SMTPClientConfiguration(hostname: "client.example")

@Suite struct `An SMTP client` {
  @Test func `hands over a message`() throws {
    let result = try transcript(replies: [
      "220 mail.example ESMTP\r\n", "250 mail.example\r\n", "250 Ok\r\n", "250 Ok\r\n", "354 Go\r\n",
      "250 Ok: queued as 7\r\n", "221 Bye\r\n",
    ])
    #expect(
      result.said == [
        "EHLO client.example", "MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "<message>",
        "QUIT",
      ]
    )
    #expect(result.message == Array("Subject: x\r\n\r\ny\r\n.\r\n".utf8))
    let reply = ServerReply(code: 250, lines: ["Ok: queued as 7"])
    #expect(result.end == .finished(SMTPReceipt(accepted: ["b@example.org"], reply: reply)))
  }

  @Test func `understands replies of many lines and of no text`() throws {
    let result = try transcript(replies: [
      "220-mail.example\r\n220-\r\n220 here\r\n", "250-mail.example\r\n250-SIZE 99\r\n250\r\n", "250\r\n",
      "250-\r\n250\r\n", "354\r\n", "250-queued\r\n250 as 7\r\n", "221\r\n",
    ])
    #expect(result.receipt?.reply == ServerReply(code: 250, lines: ["queued", "as 7"]))
    #expect(result.said[1] == "MAIL FROM:<a@example.org> SIZE=17")
  }

  @Test func `says HELO to a server that does not know EHLO`() throws {
    for refusal in ["500 What?\r\n", "502 No\r\n", "550 No\r\n"] {
      let result = try transcript(replies: [
        "220 mail.example\r\n", refusal, "250-mail.example\r\n250 SIZE 1\r\n", "250 Ok\r\n", "250 Ok\r\n",
        "354 Go\r\n", "250 Ok\r\n", "221 Bye\r\n",
      ])
      #expect(
        result.said.prefix(3) == ["EHLO client.example", "HELO client.example", "MAIL FROM:<a@example.org>"]
      )
      #expect(result.receipt != nil, "what HELO lists is no extension")
    }
  }

  @Test func `names nobody as the sender of a bounce`() throws {
    let result = try transcript(client, .example(from: ""), replies: ["220 a\r\n", "250 a\r\n"])
    #expect(result.said.last == "MAIL FROM:<>")
  }

  @Test func `has its message taken even if the farewell fails`() throws {
    let replies = ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n", "250 Ok\r\n"]
    for farewell in [[], ["500 What?\r\n"], ["421 Gone\r\n"], ["nonsense\r\n"]] {
      #expect(try transcript(replies: replies + farewell).receipt?.accepted == ["b@example.org"])
    }
    var conversation = try ClientConversation(client, .example(), replies: [])
    for reply in replies { conversation.hear(Array(reply.utf8)) }
    conversation.perform(conversation.session.timedOut())
    #expect(conversation.transcript.receipt != nil)
  }

  @Test(arguments: [
    (0, SMTPClientError.Stage.greeting), (1, .hello), (2, .sender), (4, .data), (5, .message),
  ])
  func `tells where a server said no, and takes its leave`(place: Int, stage: SMTPClientError.Stage) throws {
    var replies = ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n", "250 a\r\n"]
    for refusal in ["451-Not\r\n451 now\r\n", "199 What\r\n", "600 What\r\n", "334 What\r\n"] {
      // DATA is the one command that asks for a 3yz, whichever.
      if place == 4 && refusal.hasPrefix("3") { continue }
      replies[place] = refusal
      let result = try transcript(replies: replies.prefix(place + 1) + ["221 Bye\r\n"])
      #expect(result.said.last == "QUIT")
      #expect(result.error?.stage == stage)
      guard case .rejected(let reply) = result.error?.cause else {
        Issue.record("not rejected: \(String(describing: result.end))")
        continue
      }
      #expect(refusal.hasPrefix("\(reply.code)"))
    }
  }

  @Test(arguments: 0..<6)
  func `does not go on with a server that closes`(place: Int) throws {
    var replies = ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n", "250 a\r\n"]
    replies[place] = "421 Closing\r\n"
    let result = try transcript(replies: replies)
    #expect(result.error?.cause == .rejected(ServerReply(code: 421, lines: ["Closing"])))
    #expect(!result.said.contains("QUIT"))
  }

  @Test(arguments: 0..<6)
  func `tells where the connection ended or its time was over`(place: Int) throws {
    let replies = ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n"]
    let stages: [SMTPClientError.Stage] = [.greeting, .hello, .sender, .recipients, .data, .message]
    let ended = try transcript(replies: replies.prefix(place) + ["250-half a reply\r\n"])
    #expect(ended.error == SMTPClientError(.connectionEnded, at: stages[place]))
    var conversation = try ClientConversation(client, .example(), replies: [])
    for reply in replies.prefix(place) { conversation.hear(Array(reply.utf8)) }
    #expect(conversation.session.timedOut() == .failed(SMTPClientError(.timedOut, at: stages[place])))
    #expect(conversation.session.timedOut() == .wait, "once is enough")
    #expect(conversation.session.timeout == nil)
  }

  @Test func `allows each reply its time`() throws {
    let replies = ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n", "250 a\r\n", "221 a\r\n"]
    var conversation = try ClientConversation(client, .example(), replies: [])
    var times: [Duration?] = [conversation.session.timeout]
    for reply in replies {
      conversation.hear(Array(reply.utf8))
      times.append(conversation.session.timeout)
    }
    #expect(times == [300, 300, 300, 300, 120, 600, 5, nil].map { $0.map(Duration.seconds) })
  }

  @Test func `has times that can be cut`() {
    let times = SMTPTimeouts().limited(to: .seconds(30))
    #expect(times.command == .seconds(30) && times.receipt == .seconds(30) && times.farewell == .seconds(5))
  }
}
