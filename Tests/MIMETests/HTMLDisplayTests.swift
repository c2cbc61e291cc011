import Bytes
import MIME
import Testing

@Suite struct `HTML for display` {
  static let addresses: [ByteString: ByteString] = ["cid:pic@x": "parts/2", "http://a.b/c.png": "parts/3"]

  private func display(
    _ html: String,
    addresses: [ByteString: ByteString] = addresses,
    keepsLinks: Bool = false
  )
    -> String
  {
    var display = HTMLDisplay(addresses: addresses, keepsLinks: keepsLinks)
    var output: [UInt8] = []
    display.rewrite(Array(html.utf8).span, isLast: true, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  static let rewritten: [(String, String)] = [
    // Addresses of parts.
    ("<img src=\"cid:pic@x\">", "<img src=\"parts/2\">"),
    ("<img src='CID:pic@x' a>", "<img src=\"parts/2\" a>"),
    ("<img src=cid:pic@x>", "<img src=\"parts/2\">"),
    ("<img src=cid:pic@x alt=b>", "<img src=\"parts/2\" alt=b>"),
    ("<img src = \n ' cid:pic%40x '>", "<img src =\"parts/2\">"),
    ("<img src=\"cid:pic&#64;x\">", "<img src=\"parts/2\">"),
    ("<td background='http://a.b/c.png'>", "<td background=\"parts/3\">"),
    ("<p style=\"background:url('cid:pic@x')\">", "<p style=\"background:url(parts/2)\">"),
    ("<p style='background: URL( cid:pic@x )'>", "<p style='background: URL(parts/2)'>"),
    ("<p style=\"background:url(&quot;cid:pic@x&quot;)\">", "<p style=\"background:url(parts/2)\">"),
    ("<style>a { background: url(\"cid:pic@x\") }</style>", "<style>a { background: url(parts/2) }</style>"),
    // What would load something, or lead elsewhere.
    ("<base href='http://e/'>", "<basefont href='http://e/'>"),
    ("<META http-equiv=refresh>", "<basefont http-equiv=refresh>"),
    ("<link rel=preconnect href=//e>", "<basefont rel=preconnect href=//e>"),
    ("<link/rel=x>", "<basefont/rel=x>"),
    ("<img alt='<meta x>'>", "<img alt='<basefont x>'>"), ("<!-- <link x> -->", "<!-- <basefont x> -->"),
    ("<svg><style><meta x>", "<svg><style><basefont x>"), ("<script>'<base x>'", "<script>'<basefont x>'"),
    (
      "<meta name='color-scheme' content='light dark'>x",
      "<meta name=\"color-scheme\" content=\"light dark\">x"
    ),
    (
      "<meta name=supported-color-schemes content='dark'>",
      "<meta name=\"color-scheme\" content=\"light dark\">"
    ),
    // Links.
    (
      "<a href=\"http://e/?a&amp;b\">",
      "<a target=\"_blank\" title=\"http://e/?a&amp;b\" href=\"http://e/?a&amp;b\">"
    ),
    ("<A target=_top href=x>", "<A target=\"_blank\" title=\"x\" target=_top href=x>"),
    ("<a href='#top'>", "<a target=\"_self\" href='#top'>"),
    (
      "<area href=' javascript:&quot;<b>&quot;'>",
      "<area target=\"_blank\" title=\"javascript:&quot;&lt;b&gt;&quot;\" href=' javascript:&quot;<b>&quot;'>"
    ),
    ("<svg><a xlink:href='x'>", "<svg><a target=\"_blank\" title=\"x\" xlink:href='x'>"),
    ("<!-- a='b --><a href=x>", "<!-- a='b --><a target=\"_blank\" title=\"x\" href=x>"),
    ("<!--> <a href=x>", "<!--> <a target=\"_blank\" title=\"x\" href=x>"),
  ]

  static let kept = [
    "", "plain", "a < b > c = 'cid:pic@x'", "<", "<a", "<a>", "<a name=x>", "<abbr href=x>", "<metax>",
    "</meta>", "<linked>",
    "<img alt=\"<a href=x>\">", "<img src=cid:other>", "<img src='cid:pic@x", "<p style='url(cid:pic@x'>",
    "<p style=\"url(cid:\" title=\")\">", "curl(x)", "<!-- <a href=x> -->",
    "<!DOCTYPE html><p class = b>é</p >", "<a href='x",
    "<p =>", "<p a=", "<p a=   ", "<!-- a --!>b",
  ]

  @Test(arguments: rewritten) func `is rewritten`(html: String, expected: String) {
    #expect(display(html) == expected)
  }

  @Test(arguments: kept) func `is left as it is where nothing is to be done`(html: String) {
    #expect(display(html) == html)
  }

  @Test(arguments: rewritten.map(\.0) + kept) func `is the same in pieces`(html: String) {
    let bytes = Array(html.utf8)
    let expected = Array(display(html).utf8)
    for cut in 0...bytes.count {
      var display = HTMLDisplay(addresses: Self.addresses, keepsLinks: false)
      var output: [UInt8] = []
      display.rewrite(bytes.span.extracting(..<cut), isLast: false, into: &output)
      display.rewrite(bytes.span.extracting(cut...), isLast: true, into: &output)
      #expect(output == expected, "cut at \(cut)")
    }
    var display = HTMLDisplay(addresses: Self.addresses, keepsLinks: false)
    var output: [UInt8] = []
    for byte in bytes { display.rewrite([byte].span, isLast: false, into: &output) }
    display.rewrite(Span(), isLast: true, into: &output)
    #expect(output == expected, "byte by byte")
  }

  @Test(
    arguments: [
      ("@media (prefers-color-scheme: dark) {", "@media (width:-1px) {", "@media (min-width:0) {"),
      (
        "@media screen and ( Prefers-Color-Scheme : LIGHT )", "@media screen and (min-width:0)",
        "@media screen and (width:-1px)"
      ),
      (
        "<source media='(prefers-color-scheme:dark)'>", "<source media='(width:-1px)'>",
        "<source media='(min-width:0)'>"
      ),
      (
        "<meta name=color-scheme content='light dark'>", "<meta name=\"color-scheme\" content=\"light\">",
        "<meta name=\"color-scheme\" content=\"dark\">"
      ),
      ("(prefers-color-scheme)(prefers-color-scheme: x)(prefers-color-scheme: dark", nil, nil),
      ("(a) (", nil, nil),
      (
        "(prefers-color-schemes: dark)(\(String(repeating: " ", count: 200))prefers-color-scheme: dark)", nil,
        nil
      ),
    ] as [(String, String?, String?)]
  )
  func `tells style sheets which colours are wanted`(html: String, light: String?, dark: String?) {
    for (scheme, expected) in [(HTMLDisplay.Scheme.light, light), (.dark, dark)] {
      for size in [1, 7, 1000] {
        var display = HTMLDisplay(addresses: Self.addresses, keepsLinks: false, scheme: scheme)
        var output: [UInt8] = []
        var rest = Array(html.utf8)[...]
        while !rest.isEmpty {
          display.rewrite(Array(rest.prefix(size)).span, isLast: false, into: &output)
          rest = rest.dropFirst(size)
        }
        display.rewrite(Span(), isLast: true, into: &output)
        #expect(String(decoding: output, as: UTF8.self) == expected ?? html)
      }
    }
    #expect(display(html.hasPrefix("<meta") ? "" : html) == (html.hasPrefix("<meta") ? "" : html))
  }

  @Test func `has style sheets from elsewhere where they are allowed`() {
    #expect(display("<link rel=stylesheet><base>", keepsLinks: true) == "<link rel=stylesheet><basefont>")
  }

  @Test func `keeps what is too long for a token, and goes on behind it`() {
    let long = String(repeating: "x", count: 40_000)
    for html in [
      "<a href='\(long)'>", "<img src='cid:\(long)'>", "<p style=\"url(\(long))\">", "<meta \(long)>",
    ] {
      let expected = html.replacing("<meta", with: "<basefont")
      #expect(
        display(html + "<img src='cid:pic@x'>") == expected + "<img src=\"parts/2\">",
        "\(html.prefix(20))"
      )
    }
    let address = String(repeating: "é", count: 700)
    let link = display("<a href='\(address)'>")
    #expect(link.hasPrefix("<a target=\"_blank\" title=\"éé"))
    #expect(link.contains("\u{FFFD}") == false)
    #expect(link.count < 1300)
  }
}
