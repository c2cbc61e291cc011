import Bytes
import Testing

@Suite struct `An array of bytes` {
  @Test(arguments: ["", "a", "some text"])
  func `is made of a span and grows by one`(text: String) {
    let source = Array(text.utf8)
    var copy = Array(copying: source.span)
    #expect(copy == source)
    copy.append(copying: source.span)
    #expect(copy == source + source)
  }
}
