import Bytes
import SMTP
import Testing

@Suite struct `A client at MAIL` {
  static let client = SMTPClientConfiguration(hostname: "h")
  static let plain = "Subject: x\r\n\r\ny\r\n"
  static let eightBit = "Subject: x\r\n\r\nü\r\n"

  func said(
    _ offers: String...,
    delivery: SMTPDelivery,
    client: SMTPClientConfiguration = client
  ) throws -> (last: String?, cause: SMTPClientError.Cause?) {
    let lines = (["a"] + offers).map { "250-\($0)\r\n" } + ["250 END\r\n"]
    let result = try transcript(client, delivery, replies: ["220 a\r\n", lines.joined()])
    return (result.said.last, result.error?.cause)
  }

  @Test func `announces the size where that is understood`() throws {
    for offer in ["SIZE", "SIZE 17", "SIZE 0", "size 99999999999999999999", "SIZE x"] {
      #expect(try said(offer, delivery: .example()).last == "MAIL FROM:<a@example.org> SIZE=17")
    }
    #expect(try said("SIZES 17", delivery: .example()).last == "MAIL FROM:<a@example.org>")
  }

  @Test func `does not send what is too large`() throws {
    let result = try said("SIZE 16", delivery: .example())
    #expect(result.last == "QUIT")
    let error = try transcript(replies: ["220 a\r\n", "250-a\r\n250 SIZE 16\r\n", "221 Bye\r\n"]).error
    #expect(error == SMTPClientError(.messageTooLarge(limit: 16), at: .sender))
  }

  @Test func `announces eight bits only where there are any`() throws {
    let command = "MAIL FROM:<a@example.org>"
    #expect(try said("8BITMIME", delivery: .example(Self.plain)).last == command)
    #expect(try said("8bitmime", delivery: .example(Self.eightBit)).last == "\(command) BODY=8BITMIME")
  }

  @Test func `sends eight bits where they are not expected only if told to`() throws {
    #expect(try said(delivery: .example(Self.eightBit)).last == "QUIT")
    let error = try transcript(
      Self.client,
      .example(Self.eightBit),
      replies: ["220 a\r\n", "250 a\r\n", "221 Bye\r\n"]
    ).error
    #expect(error == SMTPClientError(.eightBitUnavailable, at: .sender))
    let passing = SMTPClientConfiguration(hostname: "h", eightBit: .pass)
    #expect(
      try said(delivery: .example(Self.eightBit), client: passing).last == "MAIL FROM:<a@example.org>"
    )
  }

  @Test(arguments: [
    SMTPDelivery.example(from: "ü@x", to: ["b@x"]), .example(from: "a@x", to: ["b@x", "b@ü"]),
    .example(from: "a@x", to: ["b@x"], needsSMTPUTF8: true),
  ])
  func `needs SMTPUTF8 for addresses and headers beyond ASCII`(delivery: SMTPDelivery) throws {
    #expect(
      try said("SMTPUTF8", "8BITMIME", delivery: delivery).last == "MAIL FROM:<\(delivery.sender)> SMTPUTF8"
    )
    #expect(try said("8BITMIME", delivery: delivery).last == "QUIT")
    let replies = ["220 a\r\n", "250 a\r\n", "221 Bye\r\n"]
    let error = try transcript(Self.client, delivery, replies: replies).error
    #expect(error == SMTPClientError(.internationalMailUnavailable, at: .sender))
  }

  @Test func `says all of it at once`() throws {
    let delivery = SMTPDelivery.example(from: "ü@x", Self.eightBit)
    #expect(
      try said("SIZE 100", "8BITMIME", "SMTPUTF8", delivery: delivery).last
        == "MAIL FROM:<ü@x> SIZE=18 BODY=8BITMIME SMTPUTF8"
    )
  }
}
