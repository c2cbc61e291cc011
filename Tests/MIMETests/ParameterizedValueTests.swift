import Bytes
import Charsets
import MIME
import Testing

@Suite struct `A value with parameters` {
  private func read(_ value: String) -> ParameterizedValue {
    ParameterizedValue(latin1(value).span, charsets: IconvCharsets())
  }

  @Test(
    arguments: [
      ("text/plain", "text/plain"), (" Text/HTML ; charset=x", "text/html"),
      ("text/plain (a; b) ; x=y", "text/plain"),
      ("(c) text/plain", "text/plain"), ("", ""), (";", ""), ("text/plain\r\n ;a=b", "text/plain"),
    ] as [(String, String)]
  )
  func `begins with its value in lower case`(value: String, expected: String) {
    #expect(read(value).value.description == expected)
  }

  @Test(
    arguments: [
      ("x; filename=a.txt", "a.txt"), ("x; FileName = a.txt ; b=c", "a.txt"),
      ("x;filename=\"a b.txt\"", "a b.txt"),
      ("x; filename=my file.txt; y=z", "my file.txt"), ("x; filename=a.txt (comment)", "a.txt"),
      ("x; filename=\"a;b=c\"; y=z", "a;b=c"), ("x; filename=\"a\\\"b\\\\c\\d\"", "a\"b\\c\\d"),
      ("x; filename=\"no end; y=z", "no end; y=z"), ("x; filename=\"\"", ""), ("x; filename=", ""),
      ("x; =y; filename=z", "z"), ("x; junk; filename=z", "z"),
      ("x; filename=first; filename=second", "first"),
      // RFC 2231.
      ("x; filename*=utf-8''na%C3%AFve%20caf%C3%A9.txt", "naïve café.txt"),
      ("x; filename*=iso-8859-1'de'%E4%F6.txt", "äö.txt"),
      ("x; filename*0=one; filename*1=two; filename*2=three", "onetwothree"),
      ("x; filename*1=two; filename*0=one", "onetwo"),
      ("x; filename*0*=utf-8''%C3; filename*1*=%A9; filename*2=%41", "é%41"),
      ("x; filename=plain; filename*=utf-8''better", "better"), ("x; filename*=%41%zz", "A%zz"),
      // Forbidden, and common.
      ("x; filename=\"=?utf-8?Q?caf=C3=A9.txt?=\"", "café.txt"), ("x; filename==?utf-8?B?w6k=?=", "é"),
      ("x; filename=\"caf\u{E9}\"", "café"),
      ("x; filename*0=\"=?utf-8?Q?caf=C3\"; filename*1=\"=A9?=\"", "café"),
    ] as [(String, String)]
  )
  func `has parameters, decoded`(value: String, expected: String) {
    #expect(read(value)["filename"]?.description == expected)
  }

  @Test func `does not have what is not there`() {
    #expect(read("x; filename=a")["name"] == nil)
    #expect(read("filename=a")["filename"] == nil)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [";", "; a=b", "; a*0=b", "; a*0*=''%41", "(", "\"", "; a=\"", "; a=("] as [String]
  )
  func `takes time in proportion to its length`(unit: String) {
    _ = read("x" + String(repeating: unit, count: 20_000))
  }
}
