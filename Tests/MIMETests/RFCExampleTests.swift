import Bytes
import Charsets
import MIME
import Testing

@Suite struct `The examples of the standards` {
  private func boxes(_ value: String) -> [String] {
    Address.list(latin1(value).span, charsets: IconvCharsets()).flatMap(\.mailboxes)
      .map { "\($0.name)|\($0.address)" }
  }

  /// RFC 2047 section 8, with the text between parentheses as a reader sees it.
  @Test(arguments: [
    ("=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>"),
    ("=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>", "Keld Jørn Simonsen <keld@dkuug.dk>"),
    ("=?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>", "André Pirard <PIRARD@vm1.ulg.ac.be>"),
    (
      "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
      "If you can read this you understand the example."
    ),
    ("(=?ISO-8859-8?b?7eXs+SDv4SDp7Oj08A==?=)", "(םולש ןב ילטפנ)"), ("(=?ISO-8859-1?Q?a?=)", "(a)"),
    ("(=?ISO-8859-1?Q?a?= b)", "(a b)"), ("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"),
    ("(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)"),
    ("(=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=)", "(ab)"),
    ("(=?ISO-8859-1?Q?a_b?=)", "(a b)"), ("(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)"),
  ])
  func `of encoded words are read as RFC 2047 shows them`(value: String, expected: String) {
    #expect(decoded(value) == expected)
  }

  /// RFC 2231 sections 3, 4 and 4.1.
  @Test(arguments: [
    (
      "message/external-body; access-type=URL; URL*0=\"ftp://\"; URL*1=\"cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar\"",
      "url", "ftp://cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar"
    ),
    (
      "application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A", "title",
      "This is ***fun***"
    ),
    (
      "application/x-stuff\r\n ;title*0*=us-ascii'en'This%20is%20even%20more%20\r\n ;title*1*=%2A%2A%2Afun%2A%2A%2A%20\r\n ;title*2=\"isn't it!\"",
      "title", "This is even more ***fun*** isn't it!"
    ),
  ])
  func `of parameters are read as RFC 2231 shows them`(value: String, name: String, expected: String) {
    let read = ParameterizedValue(latin1(value).span, charsets: IconvCharsets())
    let found = read.parameters.first { $0.name == ByteString(name) }
    #expect(found?.value.description == expected)
  }

  /// RFC 5322 appendices A.1.2, A.1.3, A.5 and A.6.
  @Test(
    arguments: [
      ("\"Joe Q. Public\" <john.q.public@example.com>", ["Joe Q. Public|john.q.public@example.com"]),
      (
        "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>",
        ["Mary Smith|mary@x.test", "|jdoe@example.org", "Who?|one@y.test"]
      ),
      (
        "<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>",
        ["|boss@nil.test", "Giant; \"Big\" Box|sysservices@example.net"]
      ),
      (
        "A Group:Ed Jones <joe@where.test>,joe@where.test,John <jdoe@one.test>;",
        ["Ed Jones|joe@where.test", "|joe@where.test", "John|jdoe@one.test"]
      ),
      ("Undisclosed recipients:;", []),
      ("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", ["Pete|pete@silly.test"]),
      (
        "A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n         joe@example.org,\r\n  John <jdoe@one.test> (my dear friend); (the end of the group)",
        ["Chris Jones|c@public.example", "|joe@example.org", "John|jdoe@one.test"]
      ),
      ("(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;", []),
      ("Joe Q. Public <john.q.public@example.com>", ["Joe Q. Public|john.q.public@example.com"]),
      (
        "Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example",
        ["Mary Smith|mary@example.net", "|jdoe@test.example"]
      ),
    ] as [(String, [String])]
  )
  func `of addresses are read as RFC 5322 means them`(value: String, expected: [String]) {
    #expect(boxes(value) == expected)
  }

  /// RFC 2046 appendix A.
  @Test func `of a complex multipart is taken apart as RFC 2046 shows it`() {
    let sample = Sample(
      """
      MIME-Version: 1.0
      From: Nathaniel Borenstein <nsb@nsb.fv.com>
      To: Ned Freed <ned@innosoft.com>
      Date: Fri, 07 Oct 1994 16:15:05 -0700 (PDT)
      Subject: A multipart example
      Content-Type: multipart/mixed;
                    boundary=unique-boundary-1

      This is the preamble area of a multipart message.
      Mail readers that understand multipart format
      should ignore this preamble.

      --unique-boundary-1

        ... Some text appears here ...
      [Note that the blank between the boundary and the start
      of the text in this part means no header fields were given.]

      --unique-boundary-1
      Content-type: text/plain; charset=US-ASCII

      This could have been part of the previous part, but
      illustrates explicit typing.

      --unique-boundary-1
      Content-Type: multipart/parallel; boundary=unique-boundary-2

      --unique-boundary-2
      Content-Type: audio/basic
      Content-Transfer-Encoding: base64

      YXVkaW8=

      --unique-boundary-2
      Content-Type: image/jpeg
      Content-Transfer-Encoding: base64

      aW1hZ2U=

      --unique-boundary-2--

      --unique-boundary-1
      Content-type: text/enriched

      This is <bold><italic>enriched.</italic></bold>

      --unique-boundary-1
      Content-Type: message/rfc822

      From: (mailbox in US-ASCII)
      To: (address in US-ASCII)
      Subject: (subject in US-ASCII)
      Content-Type: Text/plain; charset=ISO-8859-1
      Content-Transfer-Encoding: Quoted-printable

        ... Additional text in ISO-8859-1 goes here =E9

      --unique-boundary-1--
      """
    )
    #expect(sample.tree.defects.isEmpty)
    #expect(sample.tree.parts.map(\.depth) == [0, 1, 1, 1, 2, 2, 1, 1, 2])
    #expect(sample.tree.children(of: 0) == [1, 2, 3, 6, 7] && sample.tree.children(of: 3) == [4, 5])
    #expect(sample.tree.parts.map(\.media)[6] == .text)
    #expect(sample.bodies[1].hasPrefix("  ... Some text appears here ...\r\n[Note"))
    #expect(sample.content(4) == "audio" && sample.content(5) == "image")
    #expect(sample.decoded(8) == "  ... Additional text in ISO-8859-1 goes here é\r\n")
    #expect(sample.chosen.text == 1 && sample.chosen.html == nil)
    #expect(sample.attachments.map(\.part) == [2, 4, 5, 6, 7])
  }

  /// RFC 2046 section 5.1.1: what stands around the parts, and the line break that belongs to the boundary.
  @Test func `of a simple multipart has one part with and one without a last line break`() {
    let sample = Sample(
      """
      Content-type: multipart/mixed; boundary="simple boundary"

      This is the preamble.  It is to be ignored.

      --simple boundary

      This is implicitly typed plain US-ASCII text.
      It does NOT end with a linebreak.
      --simple boundary
      Content-type: text/plain; charset=us-ascii

      This is explicitly typed plain US-ASCII text.
      It DOES end with a linebreak.

      --simple boundary--

      This is the epilogue.  It is also to be ignored.
      """
    )
    #expect(sample.bodies.count == 3)
    #expect(sample.bodies[1].hasSuffix("linebreak.") && sample.bodies[2].hasSuffix("linebreak.\r\n"))
  }

  /// RFC 3676 section 4.5 and the beginning of Alice in section 5.
  @Test(arguments: [
    (
      "> Thou villainous ill-breeding spongy dizzy-eyed \r\n> reeky elf-skinned pigeon-egg!\r\n>> Thou artless swag-bellied milk-livered \r\n>> dismal-dreaming idle-headed scut!\r\nThou errant\r\n",
      "> Thou villainous ill-breeding spongy dizzy-eyed reeky elf-skinned pigeon-egg!\r\n>> Thou artless swag-bellied milk-livered dismal-dreaming idle-headed scut!\r\nThou errant\r\n"
    ),
    (
      "`Take some more tea,' the March Hare said to Alice, very \r\nearnestly.\r\n\r\n`I've had nothing yet,' Alice replied in an offended tone, `so \r\nI can't take more.'\r\n",
      "`Take some more tea,' the March Hare said to Alice, very earnestly.\r\n\r\n`I've had nothing yet,' Alice replied in an offended tone, `so I can't take more.'\r\n"
    ),
    (" From here\r\n >not quoted\r\n", "From here\r\n>not quoted\r\n"),
    ("a \r\n> quoted\r\n", "a \r\n> quoted\r\n"), ("> a \r\n>> b \r\n> c\r\n", "> a \r\n>> b \r\n> c\r\n"),
    ("text\r\n-- \r\nsignature \r\nof two\r\n", "text\r\n-- \r\nsignature of two\r\n"),
    (" \r\n\r\nx\r\n", "\r\n\r\nx\r\n"),
  ])
  func `of flowed text are joined as RFC 3676 means them`(text: String, expected: String) {
    #expect(FlowedText.join(Array(text.utf8).span, deletesSpace: false).description == expected)
  }
}
