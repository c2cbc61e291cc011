import Bytes
import MailStore
import MailStoreTesting
import MaildirStore
import Testing

/// What a folder looks like after a process or a machine has stopped at any moment.
@Suite struct `A maildir store after a crash` {
  @Test func `has every message, and what the whole records of its index say, wherever that was cut`()
    async throws
  {
    let folder = try TemporaryFolder()
    let store = try MaildirStore(folder.path)
    for name in ["a", "b"] as [ByteString] { try await store.insert(.special(name)) }
    let index = try folder.read(".hoglet-index")
    let record = (index.count - IndexScan.heading.count) / 2
    for length in stride(from: 0, through: index.count, by: 7) {
      try folder.write(".hoglet-index", Array(index[..<length]))
      let reopened = try MaildirStore(folder.path)
      let page = try await reopened.page(start: 0, limit: 9)
      #expect(page.names == ["b", "a"])
      let whole = max(0, length - IndexScan.heading.count) / record
      #expect(page.messages.filter { $0.envelope.sender.parameters == "RET=FULL" }.count == whole)
      // And it goes on from there.
      try await reopened.insert(.special("c"))
      let again = try await MaildirStore(folder.path).message(MessageID("c"))
      #expect(again?.envelope.sender.parameters == "RET=FULL")
      try await reopened.delete(MessageID("c"))
    }
  }

  @Test func `does not take a record for that of another file of the name`() async throws {
    let folder = try TemporaryFolder()
    let store = try MaildirStore(folder.path)
    try await store.insert(.special("a"))
    let index = try folder.read(".hoglet-index")
    try await store.delete(MessageID("a"))
    try await store.insert(.example("a", created: 9))
    try folder.write(".hoglet-index", index)
    let message = try await MaildirStore(folder.path).message(MessageID("a"))
    #expect(message?.envelope.sender == .init("sender@example.com"))
    #expect(message?.lacksFinalLineBreak == true)
    #expect(folder.names == ["a"])
  }

  @Test func `has no message that was not whole`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(".hoglet-new-x-1", "HELO:<h>\r\nFROM:<f>\r\n\r\nwhole but without its name")
    let store = try MaildirStore(folder.path)
    #expect(try await store.page(start: 0, limit: 9).total == 0)
    #expect(folder.names == [])
  }
}
