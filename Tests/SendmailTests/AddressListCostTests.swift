import Bytes
import Sendmail
import Testing

@Suite struct `A list of addresses that is hostile` {
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "(", "()", "<", "<a>", ",", ":", "\"", "\"\"", "a@", "<@a:", "a ", "((a", "\\", "(\\", "[", "[]", "x:;",
    ]
  )
  func `is read in time in proportion to its length`(unit: String) {
    let text = Array(String(repeating: unit, count: 20_000).utf8)
    let addresses = AddressList.read(text.span)
    #expect(addresses.count <= text.count)
    #expect(addresses.reduce(0) { $0 + $1.count } <= text.count)
  }

  @Test func `has an address for each that is in it, however many`() {
    let text = Array((0..<20_000).map { "\"A, \($0)\" <a\($0)@x>" }.joined(separator: ", ").utf8)
    let addresses = AddressList.read(text.span)
    #expect(addresses.count == 20_000)
    #expect(addresses.first == "a0@x" && addresses.last == "a19999@x")
  }

  /// What is read of an address is an address that reads the same.
  @Test(arguments: [
    "Ann <a@x>", "\"a b\"@x", "a@[1.2.3.4]", "\"a\\\"b\"@x", "Team: a@x;", "a . b @ c", "<@r:a@x>", "ü@x",
    "a@x (c)",
  ])
  func `gives addresses that read the same again`(text: String) {
    let once = AddressList.read(Array(text.utf8).span)
    #expect(once.count == 1)
    for address in once { #expect(AddressList.read(address.bytes.span) == [address]) }
  }
}
