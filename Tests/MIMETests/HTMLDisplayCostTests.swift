import Bytes
import MIME
import Testing

@Suite struct `HTML for display that is hostile` {
  private func display(_ html: [UInt8], pieces size: Int = .max) -> [UInt8] {
    var display = HTMLDisplay(addresses: ["cid:a": "A", "b": "B"], keepsLinks: false, scheme: .dark)
    var output: [UInt8] = []
    for start in stride(from: 0, to: html.count, by: min(size, max(html.count, 1))) {
      let end = start + min(size, html.count - start)
      display.rewrite(html.span.extracting(start..<end), isLast: end == html.count, into: &output)
    }
    return output
  }

  private func display(_ html: String) -> String {
    String(decoding: display(Array(html.utf8)), as: UTF8.self)
  }

  /// Each of these begins something that could go on for a kilobyte, or for sixteen.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "=", "=a", "a=", "='", "=\"\"", "url(", "url('", "url(\"", "url((", "(", "(prefers-color-scheme:", "<",
      "<a",
      "<a ", "<a x='>", "<a =x=\">", "<a href=x>", "<meta ", "<meta x=\"", "<base", "<!--", "-->", "&", "=&#",
      "<a<",
    ]
  )
  func `takes time in proportion to its length`(unit: String) {
    for start in ["", "<p "] {
      let html = Array((start + String(repeating: unit, count: 50_000 / unit.utf8.count)).utf8)
      #expect(!display(html).isEmpty)
    }
  }

  /// All of this is one name, and from each of its places the rest of it was read.
  @Test(.timeLimit(.minutes(10))) func `is not read again from every place in a long name`() {
    let html = Array(String(repeating: "<a", count: 500_000).utf8)
    #expect(display(html) == html)
  }

  @Test(arguments: [
    ("<p x=y='><img src=cid:a>", "<p x=y='><img src=\"A\">"),
    ("<a href=http://e/?a='>x</a><img src=cid:a>", nil),
    ("<img src=x=\"y><img src='b'>", "<img src=x=\"y><img src=\"B\">"),
    ("<img src=cid:a=b><img src=b>", "<img src=cid:a=b><img src=\"B\">"), ("<p = =cid:a>", "<p = =cid:a>"),
    ("<p x==cid:a y=cid:a>", "<p x==cid:a y=\"A\">"),
  ])
  func `keeps an equals sign for a part of the value it is in`(html: String, expected: String?) {
    let shown = display(html)
    if let expected { #expect(shown == expected) } else { #expect(shown.hasSuffix("<img src=\"A\">")) }
    let bytes = Array(html.utf8)
    for size in 1...bytes.count {
      #expect(display(bytes, pieces: size) == Array(shown.utf8), "pieces of \(size)")
    }
  }

  @Test func `is rewritten behind a value that is longer than any address`() {
    let long = String(repeating: "x", count: 3_000)
    #expect(display("<p a=\(long)=\(long) b=cid:a>") == "<p a=\(long)=\(long) b=\"A\">")
    #expect(display("<p a=\(long)><img src=cid:a>") == "<p a=\(long)><img src=\"A\">")
  }

  @Test(arguments: [
    ("url(cid:a)", "url(A)"), ("url( \"cid:a\" )", "url(A)"), ("url(url(cid:a))", "url(url(A))"),
    ("url(", "url("),
    ("url((cid:a)", "url((cid:a)"), ("url(cid:a", "url(cid:a"), ("curl(cid:a)", "curl(A)"),
    ("URL(b)", "URL(B)"),
    ("u rl(cid:a)", "u rl(cid:a)"),
  ])
  func `has the addresses of its styles replaced, and only those`(style: String, expected: String) {
    #expect(display("<style>\(style)") == "<style>\(expected)")
    #expect(display("<p style='\(style)'>x") == "<p style='\(expected)'>x")
  }
}
