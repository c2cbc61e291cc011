import Bytes
import Sendmail
import Testing

@Suite struct `A list of addresses` {
  func read(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return AddressList.read(bytes.span).map(\.description)
  }

  @Test(
    arguments: [
      ("a@x", ["a@x"]), ("a@x, b@y", ["a@x", "b@y"]), ("a@x,b@y,", ["a@x", "b@y"]), ("<a@x>", ["a@x"]),
      ("Ann <a@x>", ["a@x"]), ("Ann A. <a@x>, Bob <b@y>", ["a@x", "b@y"]), ("root", ["root"]),
      ("root (Cron Daemon)", ["root"]), ("a@x (A), (B) b@y", ["a@x", "b@y"]),
      ("=?utf-8?q?=C3=9C?= <a@x>", ["a@x"]),
      ("Ünal <ü@ü.example>", ["ü@ü.example"]),
    ] as [(String, [String])]
  )
  func `is read without names and comments`(text: String, addresses: [String]) {
    #expect(read(text) == addresses)
  }

  @Test(
    arguments: [
      ("\"B, b\" <b@x>", ["b@x"]), ("\"a <c@d>\" <a@x>", ["a@x"]), ("\"a \\\" b\" <a@x>", ["a@x"]),
      ("\"a b\"@x", ["\"a b\"@x"]), ("\"a\\\"b,c\"@x, d@x", ["\"a\\\"b,c\"@x", "d@x"]),
      ("a@x (b, c@d)", ["a@x"]),
      ("a@x (b (c), d@e), f@g", ["a@x", "f@g"]), ("a@x (b \\) c), d@e", ["a@x", "d@e"]),
      ("a@[IPv6:::1], b@[1.2.3.4]", ["a@[IPv6:::1]", "b@[1.2.3.4]"]),
    ] as [(String, [String])]
  )
  func `has its commas and brackets in quotes and comments left alone`(text: String, addresses: [String]) {
    #expect(read(text) == addresses)
  }

  @Test(
    arguments: [
      ("Team: a@x, Bob <b@y>;", ["a@x", "b@y"]), ("undisclosed-recipients:;", []),
      ("A: a@x; B: b@y; c@z", ["a@x", "b@y", "c@z"]),
      ("<@r,@s:a@x>", ["a@x"]), ("a . b @ x . y", ["a.b@x.y"]), ("a@x\r\n , b@y", ["a@x", "b@y"]),
      ("a\n @x", ["a@x"]), ("a (c) @ (d) x", ["a@x"]), ("Ann <a@x> <b@y>", ["a@x", "b@y"]),
      ("a@x; b@y", ["a@x", "b@y"]),
    ] as [(String, [String])]
  )
  func `may have groups, routes, folds and forms of old`(text: String, addresses: [String]) {
    #expect(read(text) == addresses)
  }

  @Test(
    arguments: [
      ("", []), (",,;", []), ("<>", []), ("Ann <>", []), (" \t\r\n", []), ("(", []), ("(()", []),
      ("\\", ["\\"]), ("(\\", []),
      ("\"", ["\""]), ("\"a\\", ["\"a\\"]), ("[", ["["]), ("<", []), ("<a@x", ["a@x"]), (">a@x", ["a@x"]),
      (")", [")"]), (":", []),
      ("<a@x, b@y", ["a@x, b@y"]),
    ] as [(String, [String])]
  )
  func `is read to its end whatever is missing`(text: String, addresses: [String]) {
    #expect(read(text) == addresses)
  }

  /// It is for the envelope to refuse them: to leave out a recipient in silence would be worse.
  @Test func `keeps words apart that are no address`() {
    #expect(read("Ann Other, b@x") == ["Ann Other", "b@x"])
  }
}
