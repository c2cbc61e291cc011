import Bytes
import MIME
import Testing

@Suite struct `The text of HTML` {
  private func text(_ html: String) -> String { HTMLText.plain(Array(html.utf8).span).description }

  @Test(
    arguments: [
      ("plain", "plain"), ("  a \r\n b  ", "a b"), ("<b>He</b>llo", "Hello"),
      ("a<br>b<br/><br>c", "a\nb\n\nc"),
      ("<p>a</p><p>b</p>", "a\n\nb"), ("<div>a</div><div>b<div>c", "a\nb\nc"), ("<h1>T</h1>x", "T\n\nx"),
      ("<ul><li>a<li>b</ul>c", "* a\n* b\n\nc"), ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
      ("<pre>a\n  b</pre>c", "a\n  b\n\nc"), ("a<img src=x alt='pic'>b", "apicb"), ("<a name=x>a</a>", "a"),
      // What readers do not see.
      ("<title>t</title><style>s</style><script>if (a<b) x</script>c", "c"), ("a<!-- b -->c<!-->d", "acd"),
      ("<!DOCTYPE html><?xml x?>a</>b", "ab"), ("<script>a", ""), ("a<!-- b", "a"),
      ("<script>x</scripty></SCRIPT>y", "y"),
      ("a<div style='DISPLAY : none'>b<div>c</div>d</div>e", "ae"), ("<p hidden>a<p>b", "b"),
      ("<span hidden>x</span>y", "y"),
      ("<span style=\"visibility:hidden\">a</span>b", "b"), ("<img hidden alt=x>a", "a"),
      ("<![if !mso]>a<![endif]>", "a"),
      // Links.
      ("<a href=\"http://x.y/?a&amp;b\">here</a>.", "here (http://x.y/?a&b)."),
      ("<a href='http://x.y'>http://x.y</a>", "http://x.y"),
      ("<a href=mailto:a@b.c>a@b.c</a>", "a@b.c"), ("<a href='#top'>up</a>", "up"),
      ("<a href='javascript:x'>y</a>", "y"),
      ("<a href=http://x.y><img src=z></a>a", "a"),
      // Character references.
      ("&lt;b&gt; &amp;&quot;&apos;", "<b> &\"'"), ("caf&eacute; &euro;5", "café €5"),
      ("&#233;&#xE9;&#x1F600;", "éé😀"),
      ("a&nbsp;&nbsp;b", "a  b"), ("&copy 2026", "© 2026"), ("&unknown; &", "&unknown; &"),
      ("&#150;&#0;&#xD800;", "–\u{FFFD}\u{FFFD}"),
      ("?a=1&copy=2", "?a=1&copy=2"), ("&hellip;&CounterClockwiseContourIntegral;", "…∳"),
      ("&zwnj;x&notin;", "\u{200C}x∉"),
      // Broken.
      ("a < b > c", "a < b > c"), ("<", "<"), ("a<b", "a"), ("<p style=\"a>b\">c", "c"),
      ("<p style=\"no end>c", ""), ("a\u{E9}", "aé"),
    ] as [(String, String)]
  )
  func `is what a reader sees`(html: String, expected: String) {
    #expect(text(html) == expected)
  }

  @Test(arguments: [
    "<p>One &amp; t&ouml;<br>x<ul><li>\u{E9}<li>\u{1F600}</ul><pre>a\n b</pre>&#8364;&#x20AC;<img alt='q'>",
    "<style>a{</style>b<script>if (a</b) '</scriptx>' </script>c<!-- d --><!-->e<title>f</title",
    "a\u{A0}b&nbsp;c&copy=1&copy 2&notin &unknown;< d <e f='>'>g</e><!g>h<?i>j</ k>l<",
    "<title></title>a<script></script>", "<style></style><b>c<title>d</title>e",
    "<p hidden>a<b>c</b><div style='display : none'><div>x</div>y</div>z<textarea>t</textarea>u</p><p>v",
  ])
  func `is the same in pieces of any size`(html: String) {
    let bytes = Array(html.utf8)
    let whole = HTMLText.plain(bytes.span, showsLinks: false).bytes
    for size in 1...20 {
      var reader = HTMLReader(showsLinks: false)
      var text: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        let end = min(start + size, bytes.count)
        reader.read(bytes.span.extracting(start..<end), isLast: end == bytes.count)
        reader.take(into: &text)
        #expect(Scan.lengthOfUTF8(in: text.span) == text.count || size < 4)
      }
      #expect(text + reader.finish() == whole, "pieces of \(size)")
    }
  }

  @Test func `is without addresses when they are not wanted`() {
    let html = Array("<a href=http://x.y>here</a>".utf8)
    #expect(HTMLText.plain(html.span, showsLinks: false) == "here")
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "<", "<a", "<a ", "<a href=", "<!--", "<script>", "</script", "&", "&#", "&a", "<b hidden>",
      "<a href=\"", "<p>", "<br>", "=\"",
      "<a href=http://x>", "<li>", "<pre>", "x=", "<div style=", "<a x='",
    ]
  )
  func `takes time in proportion to its length`(unit: String) {
    _ = text(String(repeating: unit, count: 20_000))
  }
}
