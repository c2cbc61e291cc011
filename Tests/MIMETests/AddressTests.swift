import Bytes
import Charsets
import MIME
import Testing

@Suite struct `A list of addresses` {
  private func read(_ value: String) -> [Address] {
    Address.list(Array(value.utf8).span, charsets: IconvCharsets())
  }

  /// Each mailbox as `name|local|domain`.
  private func boxes(_ value: String) -> [String] {
    read(value).flatMap(\.mailboxes).map { "\($0.name)|\($0.localPart)|\($0.domain)" }
  }

  @Test(
    arguments: [
      ("a@b.c", ["|a|b.c"]), ("<a@b.c>", ["|a|b.c"]), ("Ann <a@b.c>", ["Ann|a|b.c"]), ("", []), (",, ,", []),
      ("\"Last, First\" <a@b.c>, d@e.f", ["Last, First|a|b.c", "|d|e.f"]),
      ("\"a \\\"b\\\" c\" <a@b.c>", ["a \"b\" c|a|b.c"]), ("a@b.c (Ann)", ["Ann|a|b.c"]),
      ("Ann (of (the)) B <a@b.c>", ["Ann B|a|b.c"]), ("A. B. Cee <a@b.c>", ["A. B. Cee|a|b.c"]),
      ("\"odd local\"@b.c", ["|odd local|b.c"]),
      ("ann at b.c (Ann)", ["Ann|ann at b.c|"]), ("=?utf-8?q?J=C3=B6rg?= X, a@b", ["|Jörg X|", "|a|b"]),
      ("Ann <ann at b.c>", ["Ann|annatb.c|"]), ("\"a@b\"@c.d", ["|a@b|c.d"]),
      ("a@[127.0.0.1]", ["|a|[127.0.0.1]"]),
      // Obsolete: white space and comments anywhere, routes.
      ("a . b @ c . d", ["|a.b|c.d"]), ("a(x)@(y)b.c", ["x|a|b.c"]), ("<@one,@two:a@b.c>", ["|a|b.c"]),
      ("Ann <@one:a@b.c>", ["Ann|a|b.c"]),
      // Encoded names, in quotation marks too.
      ("=?utf-8?q?J=C3=BCrgen?= <j@x.y>", ["Jürgen|j|x.y"]),
      ("\"=?utf-8?q?J=C3=BCrgen?=\" <j@x.y>", ["Jürgen|j|x.y"]),
      ("=?utf-8?q?a?= =?utf-8?q?b?= <j@x.y>", ["ab|j|x.y"]), ("j@x.y (=?utf-8?q?J=C3=BC?=)", ["Jü|j|x.y"]),
      ("Ünal <ü@bücher.example>", ["Ünal|ü|bücher.example"]),
      // Broken.
      ("root", ["|root|"]), ("Ann <root>", ["Ann|root|"]), ("Ann <a@b.c", ["Ann|a|b.c"]),
      ("a@b@c.d", ["|a@b|c.d"]),
      ("ann@x.y <a@b.c>", ["ann@x.y|a|b.c"]), ("<>", ["||"]), ("Ann <>", ["Ann||"]),
      ("\"no end", ["|no end|"]),
      ("a@b.c d@e.f", ["|a@b.cd|e.f"]), ("a@b.c; d@e.f", ["|a|b.c", "|d|e.f"]), (">a@b.c", ["|a|b.c"]),
    ] as [(String, [String])]
  )
  func `has mailboxes`(value: String, expected: [String]) {
    #expect(boxes(value) == expected)
  }

  @Test func `has groups`() {
    let list = read("Team: a@b.c, Dee <d@e.f>; , undisclosed-recipients:;, x@y.z")
    #expect(
      list == [
        .group(
          name: "Team",
          members: [
            Mailbox(localPart: "a", domain: "b.c"), Mailbox(name: "Dee", localPart: "d", domain: "e.f"),
          ]
        ), .group(name: "undisclosed-recipients", members: []),
        .mailbox(Mailbox(localPart: "x", domain: "y.z")),
      ]
    )
  }

  @Test(
    arguments: [
      ("Ann <a@b.c>", "a@b.c"), ("\"a b\"@c.d", "\"a b\"@c.d"), ("..@b.c", "\"..\"@b.c"), ("root", "root"),
      ("a.b@c", "a.b@c"), (".a@b", "\".a\"@b"), ("a.@b", "\"a.\"@b"), ("ü@b", "ü@b"),
      ("\"a\\\"b\"@c", "\"a\\\"b\"@c"), ("\"a\\\\b\"@c", "\"a\\\\b\"@c"), ("\"a,b\"@c", "\"a,b\"@c"),
      ("a@b@c", "\"a@b\"@c"), ("\"\"@b", "\"\"@b"), ("a@[::1]", "a@[::1]"), ("<>", ""),
    ] as [(String, String)]
  )
  func `has addresses with the quotation marks that they need`(value: String, expected: String) {
    let addresses = read(value).flatMap(\.mailboxes).map(\.address.description)
    #expect(addresses == [expected])
    if !expected.isEmpty {
      #expect(read(expected).flatMap(\.mailboxes).map(\.address.description) == [expected])
    }
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["(", "()", "<", ",", ":", "\"", "a@", "<@a:", "a ", "((a", "\\", "[", "x:;", "=?"] as [String]
  )
  func `takes time in proportion to its length`(unit: String) {
    _ = read(String(repeating: unit, count: 20_000))
  }
}
