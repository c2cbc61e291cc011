import Bytes
import Glibc
import Guarding
import MailStore
import MailStoreTesting
import MaildirStore
import Testing

/// What the system refuses to do, and what others leave in the folder.
@Suite struct `A maildir store in trouble` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// What a store said that the system refused.
  private final class Complaints: Sendable {
    private let told = Guarded<[MaildirError]>([])

    var calls: [String] { told.withLock { $0.map(\.call) } }

    func add(_ error: MaildirError) { told.withLock { $0.append(error) } }
  }

  /// Dates a file in seconds since 1970.
  private func date(_ name: String, _ seconds: Int) throws {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    try #require(unsafe utimensat(AT_FDCWD, folder.path + "/" + name, [time, time], 0) == 0)
  }

  @Test func `keeps what needs no index while that cannot be written, and nothing of the rest`() async throws
  {
    let complaints = Complaints()
    let store = try MaildirStore(folder.path, report: complaints.add)
    try folder.make(".hoglet-index")
    // While the first is written the others gather, and are made safe together. The plain one has the latest time: one
    // that has to be dated later than it came needs the index too, and so may the first.
    let large = ByteString([UInt8](repeating: 0x41, count: 8 << 20))
    async let first: Void? = try? store.insert(.example("first", data: large, created: 1))
    async let plain: Void = store.insert(.example("plain", created: 9))
    await #expect(throws: MailStoreError.unavailable) { try await store.insert(.special("special")) }
    _ = await first
    try await plain
    #expect(Set(complaints.calls) == ["open"])
    #expect(folder.names.filter { $0 != "first" } == [".hoglet-index", "plain"])
    #expect(try await store.message(MessageID("special")) == nil)
    // And when it can be, it is there.
    folder.remove(".hoglet-index")
    try await store.insert(.special("special"))
    #expect(try await store.message(MessageID("special"))?.envelope.sender.parameters == "RET=FULL")
  }

  @Test func `says why it cannot be opened`() throws {
    try folder.make(".hoglet-index")
    let error = #expect(throws: MaildirError.self) { try MaildirStore(folder.path) }
    #expect(error?.call == "read" && error?.code == EISDIR)
    #expect(error?.description == "read \(folder.path)/.hoglet-index: Is a directory")
  }

  @Test func `is away while something else has the name of its folder, and goes on behind it`() async throws {
    let complaints = Complaints()
    let inner = folder.path + "/mail"
    let store = try MaildirStore(inner, report: complaints.add)
    try await store.insert(.example("lost"))
    folder.remove("mail/lost")
    #expect(unsafe rmdir(inner) == 0)
    try folder.write("mail", "no folder")
    await #expect(throws: MailStoreError.unavailable) { try await store.checkReadiness() }
    await #expect(throws: MailStoreError.unavailable) { try await store.insert(.example("refused")) }
    #expect(complaints.calls.contains("open"))
    folder.remove("mail")
    try await store.checkReadiness()
    try await store.insert(.example("kept"))
    #expect(folder.names(of: "mail") == ["kept"])
    #expect(try await store.page(start: 0, limit: 9).names == ["kept"])
  }

  /// Such a time is beyond what 64 bits of nanoseconds hold, and no message can be given a later one.
  @Test func `keeps mail that comes after a file from the end of time`() async throws {
    try folder.write("far", "HELO:<h>\r\nFROM:<f@g>\r\n\r\nx")
    try date("far", 1 << 34)
    let store = try MaildirStore(folder.path, options: .init(limits: RetentionLimits(age: 86_400)))
    for message in StoredMessage.examples(0..<3) {
      try await store.insert(.example(message.id.text, created: 1_795_338_425))
    }
    store.tick(now: Timestamp(nanoseconds: 1_795_338_426_000_000_000))
    try await store.checkReadiness()
    #expect(Set(try await store.page(start: 0, limit: 9).names) == ["far", "0", "1", "2"])
    let message = try await MaildirStore(folder.path).message(MessageID("1"))
    #expect(message?.created.nanoseconds == 1_795_338_425_000_000_000)
  }

  @Test func `keeps mail that comes before all files`() async throws {
    try folder.write("old", "HELO:<h>\r\nFROM:<f@g>\r\n\r\nx")
    try date("old", -1 << 31)
    let store = try MaildirStore(folder.path)
    let early = StoredMessage(
      id: MessageID("early"),
      envelope: Envelope(helo: "h", sender: .init("a"), recipients: []),
      data: [],
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: -1)
    )
    try await store.insert(early)
    #expect(try await store.page(start: 0, limit: 9).names == ["early", "old"])
    #expect(try await MaildirStore(folder.path).message(early.id)?.created.nanoseconds == -1)
  }

  @Test(arguments: [Int.max, 10_000_000_000])
  func `lets nothing age within a limit beyond all time`(age: Int) async throws {
    let store = try MaildirStore(folder.path, options: .init(limits: RetentionLimits(age: age)))
    try await store.insert(.example("one"))
    for time in [Int64.min, .max] { store.tick(now: Timestamp(nanoseconds: time)) }
    try await store.checkReadiness()
    #expect(folder.names == ["one"])
  }

  @Test func `has an index no larger than twice what is of use in it`() async throws {
    let store = try MaildirStore(folder.path, options: .init(recentBytes: 0))
    let long = ByteString([UInt8](repeating: 0x78, count: 20_000))
    let envelope = Envelope(helo: "", sender: .init("a", parameters: long), recipients: [])
    try await withThrowingTaskGroup { group in
      for number in 0..<60 {
        let message = StoredMessage(
          id: MessageID(ByteString("\(number)")),
          envelope: envelope,
          data: [0x41],
          lacksFinalLineBreak: true,
          created: Timestamp(nanoseconds: 0)
        )
        group.addTask { try await store.insert(message) }
      }
      try await group.waitForAll()
    }
    func indexSize() -> Int {
      var status = stat()
      return unsafe stat(folder.path + "/.hoglet-index", &status) == 0 ? status.st_size : 0
    }
    let full = indexSize()
    #expect(full > 60 * long.count)
    let gone = try await store.delete((0..<50).map { MessageID(ByteString("\($0)")) })
    #expect(gone == 50)
    // What is below a megabyte is not worth it.
    #expect(indexSize() < 1 << 20 && indexSize() > 10 * long.count)
    let messages = try await store.page(start: 0, limit: 20).messages
    // Opened later: whoever opens an index tidies it.
    let again = try await MaildirStore(folder.path).page(start: 0, limit: 20).messages
    for messages in [messages, again] {
      #expect(Set(messages.map(\.id.description)) == Set(names(50..<60)))
      #expect(messages.allSatisfy { $0.envelope == envelope })
    }
  }

  @Test func `reads a folder anew without taking a message for another`() async throws {
    var options = MaildirStore.Options(recentBytes: 0)
    options.isTold = false
    let store = try MaildirStore(folder.path, options: options)
    for name in ["a", "b"] { try folder.write(name, "HELO:<h>\r\nFROM:<\(name)@g>\r\n\r\n\(name)") }
    try await store.insert(.special("x/y"))
    #expect(Set(try await store.page(start: 0, limit: 9).names) == ["a", "b", "x/y"])
    var cursor = store.events.end
    // One goes, one becomes something else, one comes, and one is as it was.
    folder.remove("a")
    try folder.write("b", "a note, and no message")
    try folder.write("c", "HELO:<h>\r\nFROM:<c@g>\r\n\r\nc")
    #expect(Set(try await store.page(start: 0, limit: 9).names) == ["c", "x/y"])
    #expect(
      Set(store.events.all(after: &cursor)) == [
        .deleted(MessageID("a")), .deleted(MessageID("b")), .stored(MessageID("c")),
      ]
    )
    #expect(try await store.message(MessageID("x/y"))?.envelope.sender.parameters == "RET=FULL")
  }
}
