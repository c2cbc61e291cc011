import Bytes
import MIME
import Testing

@Suite struct `The text of a header` {
  @Test(
    arguments: [
      ("plain", "plain"), ("  spaces around\t", "spaces around"), ("", ""), (" \r\n ", ""),
      ("folded\r\n onto\r\n\ttwo", "folded onto\ttwo"),
      ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"), ("=?UTF-8?b?R3LDvMOfZQ==?=", "Grüße"),
      ("=?iso-8859-1?q?a_b=20c?=", "a b c"), ("=?utf-8*en?q?x?= y", "x y"),
      // White space between two words does not count, and between a word and text it does.
      ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"), ("=?utf-8?q?a?=\r\n  =?utf-8?q?b?=", "ab"),
      ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"), ("=?utf-8?q?a?= =?iso-8859-1?q?=E9?=", "aé"),
      // A character that is cut in two.
      ("=?utf-8?b?w5?= =?utf-8?q?=C3?= =?utf-8?q?=A9?=", "\u{FFFD}é"),
      ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
      // What is no word stays.
      ("=?utf-8?q?no end", "=?utf-8?q?no end"), ("=?utf-8?x?text?=", "=?utf-8?x?text?="), ("=?=?=", "=?=?="),
      ("=??q?x?=", "=??q?x?="), ("a =? b", "a =? b"), ("=?utf-8?q?=?=", "="),
      // Where RFC 2047 forbids words, they are seen as well.
      ("pre=?utf-8?q?x?=post", "prexpost"), ("\"=?utf-8?q?=C3=A9?=\"", "\"é\""),
      ("=?utf-8?q?with space?=", "with space"), ("=?utf-8?q?what??=", "what?"),
      // Nobody gets a line break into a line.
      ("=?utf-8?q?a=0D=0AX:_y=00?=", "a  X: y "),
      // Eight bits are UTF-8 if they can be, else windows-1252.
      ("caf\u{C3}\u{A9}", "café"), ("caf\u{E9} \u{80}", "café €"), ("=?x-nonsense?q?=E9?=", "é"),
      ("=?koi8-r?B?8NLJ18XU?=", "Привет"), ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ] as [(String, String)]
  )
  func `is what a reader sees`(value: String, expected: String) {
    #expect(decoded(value) == expected)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["=?", "=?a?q?", "=?a?q?x?=", "=?utf-8?q?=C3?= ", "?=", "=?a?", "\r\n ", "=?a?b?====?="]
      as [String]
  )
  func `takes time in proportion to its length`(unit: String) {
    _ = decoded(String(repeating: unit, count: 20_000))
  }
}
