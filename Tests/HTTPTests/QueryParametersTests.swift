import Bytes
import HTTP
import Testing

@Suite struct `Query parameters` {
  @Test func `are found by name`() {
    let query = QueryParameters("kind=containing&query=a+b&start=10")
    #expect(query.first("kind") == "containing")
    #expect(query.first("query") == "a b")
    #expect(query.first("start") == "10")
    #expect(query.first("limit") == nil)
  }

  @Test(arguments: [
    ("a=b", "b"),
    ("a=", ""),
    ("a", ""),
    ("a=b=c", "b=c"),
    ("a=b+c", "b c"),
    ("a=b%2Bc", "b+c"),
    ("a=b%20c%26d%3D", "b c&d="),
    ("%61=b", "b"),
    ("x=1&a=b", "b"),
    ("&&a=b&", "b"),
    ("a=1&a=2", "1"),
    ("a=%zz&a=2", "2"),
    ("a=%&a=2", "2"),
    ("a=1;b&a=2", "2"),
    ("a=%3B", ";"),
    ("a=?/@:", "?/@:"),
    ("a=é", "é"),
    ("a=%C3%A9", "é"),
  ])
  func `are read as Go reads them`(text: String, value: String) {
    #expect(QueryParameters(ByteString(text)).first("a") == ByteString(value))
  }

  @Test(arguments: ["", "&", "a%=b", "a=%4", "a=1;2", "%61%=b", "=a", "b=a"])
  func `without one of that name have none`(text: String) {
    #expect(QueryParameters(ByteString(text)).first("a") == nil)
  }

  @Test func `may have a name that is empty or holds a space`() {
    #expect(QueryParameters("=x").first("") == "x")
    #expect(QueryParameters("a+b=x").first("a b") == "x")
  }

  @Test func `are bytes and need not be UTF-8`() {
    #expect(QueryParameters("a=%ff%00%E9").first("a") == ByteString([0xFF, 0x00, 0xE9]))
  }
}

@Suite struct `Percent decoding` {
  private func decode(_ text: String, plus: PercentDecoding.Plus = .literal) -> ByteString? {
    PercentDecoding.decode(Array(text.utf8).span, plus: plus)
  }

  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("%41%42c", "ABc"), ("%2f%2F", "//"), ("a%25b", "a%b"), ("%2541", "%41"),
    ("a+b", "a+b"), ("é", "é"), ("%e2%82%AC", "€"),
  ])
  func `replaces escapes once`(text: String, decoded: String) {
    #expect(decode(text) == ByteString(decoded))
  }

  @Test(arguments: ["%", "%4", "a%", "a%4", "%zz", "%4z", "%z4", "%%41", "% 41", "%+1", "%-1", "%é"])
  func `refuses escapes that are not whole`(text: String) {
    #expect(decode(text) == nil)
  }

  @Test func `makes a plus a space in forms only`() {
    #expect(decode("a+b%2Bc", plus: .space) == "a b+c")
    #expect(decode("a+b%2Bc", plus: .literal) == "a+b+c")
  }
}
