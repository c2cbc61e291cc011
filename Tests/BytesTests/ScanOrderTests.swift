import Bytes
import Testing

@Suite struct `The order of byte values` {
  @Test(arguments: [
    ("", "a"), ("A", "a"), ("Received", "received"), ("To", "Topic"), ("X-B", "X-a"), ("a", "é"),
    ("Content-ID", "Content-Type"),
  ])
  func `puts one name before the other`(first: String, second: String) {
    #expect(precedes(first, second))
    #expect(!precedes(second, first))
    #expect(!precedes(first, first))
  }

  private func precedes(_ left: String, _ right: String) -> Bool {
    Scan.precedes(Array(left.utf8).span, Array(right.utf8).span)
  }
}
