import Bytes
import Testing

@Suite struct `A byte string` {
  @Test func `keeps bytes that are not text`() {
    let bytes: [UInt8] = [0xFF, 0x00, 0x41]
    #expect(ByteString(bytes).bytes == bytes)
    #expect(ByteString(copying: bytes.span).bytes == bytes)
    #expect(ByteString(bytes).description == "\u{FFFD}\0A")
  }

  @Test func `is made of the UTF-8 of a text`() {
    let literal: ByteString = "é"
    #expect(literal.bytes == [0xC3, 0xA9])
    #expect(ByteString("é") == literal)
    #expect(literal.description == "é")
  }

  @Test func `counts its bytes`() {
    #expect(ByteString("é").count == 2)
    #expect(!ByteString("é").isEmpty)
    #expect(ByteString("").isEmpty)
  }

  @Test func `is equal only byte for byte`() {
    #expect(ByteString("a") != "A")
    #expect(ByteString("\u{E9}") != "e\u{301}")
    #expect(Set<ByteString>(["a", "b", "a"]).count == 2)
  }

  @Test func `hashes apart what runs together`() {
    struct Pair: Hashable { var left, right: ByteString }
    #expect(Pair(left: "ab", right: "c").hashValue != Pair(left: "a", right: "bc").hashValue)
  }

  @Test func `orders by byte value`() {
    let unsorted: [ByteString] = ["b", "é", "", "B", "ab", "a"]
    #expect(unsorted.sorted() == ["", "B", "a", "ab", "b", "é"])
  }
}
